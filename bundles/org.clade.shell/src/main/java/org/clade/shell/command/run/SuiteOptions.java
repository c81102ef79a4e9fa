package org.clade.shell.command.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.run.BenchmarkSuite;
import org.clade.base.file.AtomicFile;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.progress.ProgressMode;
import org.clade.shell.render.Json;
import picocli.CommandLine.Option;

/** The options of {@code bench} for the suite. */
final class SuiteOptions {

    private static final double MOST_MINUTES = 600;

    @Option(
            names = "--suite",
            description =
                    "Instead of one variant, measure everything that people wait for: start, decoding, training, prediction, k-means, scores.")
    private boolean suite;

    @Option(
            names = "--minutes",
            paramLabel = "<t>",
            defaultValue = "2",
            description =
                    "How long the suite takes; on a slow machine longer, since each piece is measured at least once. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--out", paramLabel = "<file>", description = "Also write the suite's figures to a JSON file.")
    private String out;

    /** {@return whether the suite is wanted, and not a variant} */
    boolean wanted(String variant) {
        if (suite == (variant != null)) {
            throw new RefusedException(
                    suite
                            ? "--suite takes no variant, and “%s” was given; leave one of them out.".formatted(variant)
                            : "bench needs a variant, such as mmdc-mnist, or --suite; give one of them.");
        }
        if (!suite && out != null) {
            throw new RefusedException("--out belongs to --suite; use --json to get the figures of a variant.");
        }
        return suite;
    }

    /** Measures and prints. */
    void run(Context context, Output output, ProgressMode progress) throws InterruptedException {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new RefusedException(
                    "--minutes is %s; it must be more than 0 and at most %s.".formatted(minutes, (int) MOST_MINUTES));
        }
        Path file = out == null ? null : context.path(out).toAbsolutePath();
        if (file != null && !Files.isDirectory(file.getParent())) {
            throw new RefusedException("The folder of “%s” does not exist; make it first.".formatted(out));
        }
        context.services().awaitReady();
        BenchmarkSuite service = context.services().get(BenchmarkSuite.class);
        SuiteResult result = new SuiteResult(
                service.measure(
                        Duration.ofMillis(
                                Math.round(minutes * Duration.ofMinutes(1).toMillis())),
                        (piece, number, of) -> announce(context, progress, piece, number, of)),
                LocalDate.now(),
                context.services().platform().version());
        Map<String, Object> document = result.fields();
        if (file != null) {
            AtomicFile.write(file, Json.document(document) + "\n");
        }
        if (output.json()) {
            output.document(context.console(), document);
        } else {
            output.table(context.console(), result.table());
            output.sentence(context.console(), result.sentence());
        }
    }

    private static void announce(Context context, ProgressMode progress, String piece, int number, int of) {
        if (progress != ProgressMode.NONE) {
            context.console()
                    .err()
                    .println(
                            progress == ProgressMode.JSON
                                    ? Json.line(Map.of("piece", piece, "number", number, "of", of))
                                    : "%s of %s  %s".formatted(number, of, piece));
            context.console().err().flush();
        }
    }
}

package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.TuneRange;
import org.clade.api.sweep.TuneReport;
import org.clade.api.sweep.TuneRequest;
import org.clade.api.sweep.TuneService;
import org.clade.api.sweep.TuneWorker;
import org.clade.api.sweep.TunedCandidate;
import org.clade.base.json.ResultJson;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.ImagesOption;
import org.clade.shell.command.Output;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches values of a variant's keys without labels. */
@Command(
        name = "tune",
        description =
                "Searches values of a variant's keys by scores that need no labels: stability over seeds, silhouette of the embeddings, effective clusters.")
public final class TuneCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int BATCHES = 30;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ImagesOption images;

    @Mixin
    private TrialOptions trial;

    @Mixin
    private JobsOption jobs;

    @Option(
            names = "--over",
            paramLabel = "<key>=<a>..<b>",
            description =
                    "A key and the range of its values, or a list such as batch=500,1000; may be given several times. A range over a factor of 10 or more is searched on a log scale.")
    private List<String> over = new ArrayList<>();

    @Option(
            names = "--trials",
            paramLabel = "<n>",
            defaultValue = "9",
            description = "Candidates to begin with. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Option(
            names = "--minutes",
            paramLabel = "<t>",
            defaultValue = "30",
            description =
                    "The time of all of it; what has not finished by then does not count. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--seeds",
            paramLabel = "<seeds>",
            defaultValue = "1,2",
            description =
                    "The seeds of each candidate, between which stability is measured. Default: ${DEFAULT-VALUE}.")
    private String seeds;

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Threads of each training. Default: the processors divided by --jobs.")
    private int threads;

    @Option(names = "--to", paramLabel = "<folder>", description = "The folder of the search. Default: tunes/<time>.")
    private String to;

    @Option(names = "--resume", description = "Go on with the search in --to, which was interrupted.")
    private boolean resume;

    @Parameters(
            paramLabel = "<variant>",
            arity = "0..1",
            description = "A name that variant:list shows, or a recipe file. Not with --resume.")
    private String variant;

    public TuneCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (resume && (to == null || variant != null)) {
            throw new RefusedException("--resume goes with --to and the folder of the search, and without a variant.");
        }
        if (!resume && variant == null) {
            throw new RefusedException("tune needs a variant; variant:list shows them.");
        }
        Path folder = context.path(to == null ? "tunes/" + NAME.format(LocalDateTime.now()) : to);
        TuneService tunes = context.services().get(TuneService.class);
        if (!resume) {
            TuneRequest request = request(folder);
            context.services().whenReady(() -> {
                tunes.create(request);
                return folder;
            });
        }
        return work(tunes.open(folder));
    }

    private TuneRequest request(Path folder) throws InterruptedException {
        List<TuneRange> ranges = over.stream().map(TuneRange::parse).toList();
        if (ranges.isEmpty()) {
            throw new RefusedException(
                    "tune needs --over with a key and its values, such as --over optimizer.lr=1e-4..1e-2.");
        }
        Set<String> keys = new HashSet<>();
        ranges.forEach(range -> {
            if (!keys.add(range.key())) {
                throw new RefusedException("--over names %s twice; leave one of them out.".formatted(range.key()));
            }
        });
        if (trial.length().epochs().isPresent() || trial.length().seconds().isPresent()) {
            throw new RefusedException(
                    "tune shortens trainings by large batches; give --max-batches in place of --epochs or --seconds.");
        }
        if (!(minutes > 0)) {
            throw new RefusedException("--minutes must be above 0, such as 30.");
        }
        if (trials < 2) {
            throw new RefusedException("--trials is %s but must be at least 2.".formatted(trials));
        }
        return new TuneRequest(
                folder,
                context.nameOrPath(variant),
                images.data(context),
                trial.wordsWithoutLength(),
                ranges,
                trials,
                SeedRange.of(seeds),
                trial.length().maxBatches().orElse(BATCHES),
                minutes,
                WholeNumber.notNegative("--threads", threads),
                jobs.jobs());
    }

    private int work(TuneWorker worker) throws InterruptedException {
        context.interruption().gently(() -> {
            context.console().err().println("Stopping after checkpoints are written; tune --resume goes on.");
            worker.stop();
        });
        TuneReport report;
        try {
            report = worker.work(new TuneProgress(context, jobs.jobs(), Clock.systemDefaultZone()));
        } finally {
            context.interruption().anyhow();
        }
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
        } else {
            print(report);
        }
        return ExitCode.DONE;
    }

    private void print(TuneReport report) {
        boolean labeled =
                report.candidates().stream().anyMatch(one -> one.accuracy().isPresent());
        Table table = labeled
                ? new Table(
                        "",
                        "values",
                        "large batches",
                        "stability",
                        "silhouette",
                        "effective",
                        "score",
                        "ACC afterwards")
                : new Table("", "values", "large batches", "stability", "silhouette", "effective", "score");
        for (TunedCandidate one : report.candidates()) {
            List<Object> cells = new ArrayList<>(List.of(
                    one.number(),
                    values(one),
                    one.batches(),
                    number(one.stability()),
                    number(one.silhouette()),
                    number(one.effective()),
                    number(OptionalDouble.of(one.score()))));
            if (labeled) {
                cells.add(number(one.accuracy()));
            }
            table.row(cells.toArray());
        }
        output.table(context.console(), table);
        context.console().out().println();
        if (!report.ended()) {
            say("tune --resume --to %s goes on.".formatted(report.folder()));
            return;
        }
        if (report.unfinished() > 0) {
            say("%s finished no round in the time.".formatted(Counted.of(report.unfinished(), "candidate")));
        }
        TunedCandidate best = report.candidates().get(0);
        say("The best is %s: %s; run %s trains it."
                .formatted(best.number(), values(best), report.recipe().orElseThrow()));
        if (labeled) {
            afterwards(report, best);
        }
    }

    private void afterwards(TuneReport report, TunedCandidate best) {
        Optional<TunedCandidate> byLabel = report.candidates().stream()
                .filter(one -> one.round() == best.round() && one.accuracy().isPresent())
                .max(Comparator.comparingDouble(one -> one.accuracy().getAsDouble()));
        say(
                "Labels had no part in the choice. Afterwards, by accuracy: chosen %s, best of its round %s (candidate %s)%s."
                        .formatted(
                                number(best.accuracy()),
                                byLabel.map(one -> number(one.accuracy())).orElse("unknown"),
                                byLabel.map(TunedCandidate::number).orElse(0),
                                report.correlation().isPresent()
                                        ? ", rank correlation of score and accuracy in the first round "
                                                + number(report.correlation())
                                        : ""));
    }

    private static String values(TunedCandidate one) {
        return one.changes().entrySet().stream()
                .map(change -> change.getKey() + "=" + change.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "";
    }

    private void say(String sentence) {
        output.sentence(context.console(), sentence);
    }
}

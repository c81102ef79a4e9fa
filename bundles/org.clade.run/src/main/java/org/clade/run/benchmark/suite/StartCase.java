package org.clade.run.benchmark.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.clade.api.part.RefusedException;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.base.product.ProductProcess;
import org.clade.run.support.ProcessMemory;

/** Starts of this product: processor time and peak memory of commands that compute nothing, and of the shell. */
final class StartCase implements SuiteCase {

    private static final int POLL_MILLIS = 10;
    private static final int MOST_SECONDS = 300;
    private static final double NANOS = 1e9;

    private static final Map<String, List<String>> COMMANDS = commands();

    private final Supplier<Optional<Path>> home;

    /**
     * The case.
     *
     * @param home the product's folder; empty if there is none
     */
    StartCase(Supplier<Optional<Path>> home) {
        this.home = home;
    }

    private static Map<String, List<String>> commands() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("variant:list", List.of("variant:list"));
        commands.put("--help", List.of("--help"));
        commands.put("shell", List.of()); // its input is empty, so it ends at the prompt
        return commands;
    }

    private record Usage(double seconds, OptionalLong megabytes) {}

    @Override
    public String piece() {
        return "start";
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        Path product = home.get().orElseThrow(() -> new RefusedException("There is no product folder to start."));
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, List<String>> command : COMMANDS.entrySet()) {
            List<Usage> trials =
                    Trials.within(time.dividedBy(COMMANDS.size()), () -> usage(product, folder, command.getValue()));
            figures.add(Trials.median(
                    piece(),
                    command.getKey(),
                    trials.stream().map(Usage::seconds).toList(),
                    "CPU s"));
            if (trials.stream().allMatch(trial -> trial.megabytes().isPresent())) {
                figures.add(Trials.median(
                        piece(),
                        command.getKey(),
                        trials.stream()
                                .map(trial -> (double) trial.megabytes().getAsLong())
                                .toList(),
                        "MB"));
            }
        }
        return figures;
    }

    /** The last look before the end counts: what a process does in its last hundredth of a second is not seen. */
    private static Usage usage(Path product, Path folder, List<String> command)
            throws IOException, InterruptedException {
        Process process = ProductProcess.start(product, command, folder, 1);
        try {
            Duration time = Duration.ZERO;
            OptionalLong megabytes = OptionalLong.empty();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                Duration now = ProcessorTime.of(process.toHandle());
                time = now.compareTo(time) > 0 ? now : time;
                OptionalLong peak = ProcessMemory.peakMegabytes(process.pid());
                megabytes = peak.isPresent() ? peak : megabytes;
                if (System.nanoTime() > end) {
                    throw new RefusedException("A start took more than %s seconds.".formatted(MOST_SECONDS));
                }
            }
            if (process.exitValue() != 0) {
                throw new RefusedException("A start ended with code %s: %s"
                        .formatted(
                                process.exitValue(),
                                ProductProcess.complaint(folder).orElse("")));
            }
            return new Usage(time.toNanos() / NANOS, megabytes);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(folder.resolve(ProductProcess.OUTPUT));
        }
    }
}

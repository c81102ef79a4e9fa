package org.clade.shell.command.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialReport;
import org.clade.shell.render.Format;

/** A line for each trial that begins or ends. */
final class SweepProgress implements SweepListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Duration DAY = Duration.ofDays(1);

    private final IntSupplier jobs;
    private final Clock clock;
    private final Consumer<String> lines;

    SweepProgress(IntSupplier jobs, Clock clock, Consumer<String> lines) {
        this.jobs = jobs;
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void started(TrialReport trial) {
        lines.accept("%s begins%s".formatted(name(trial), trial.attempts() > 1 ? ", attempt " + trial.attempts() : ""));
    }

    @Override
    public void ended(TrialReport trial, SweepReport report) {
        int done = report.in(TrialReport.State.FINISHED).size();
        int failed = report.in(TrialReport.State.FAILED).size();
        String what = trial.state() == TrialReport.State.FAILED
                ? "failed: " + trial.failure()
                : trial.seconds().isPresent()
                        ? "finished in %s s"
                                .formatted(Math.round(trial.seconds().getAsDouble()))
                        : "finished";
        lines.accept("%s %s; %s of %s done%s%s"
                .formatted(
                        name(trial),
                        what,
                        done,
                        report.trials().size(),
                        failed > 0 ? ", " + failed + " failed" : "",
                        end(report)));
    }

    @Override
    public void measured(TrialReport trial, Map<String, Double> metrics) {
        String scores = Stream.of("acc", "nmi", "ari", "effective_clusters")
                .filter(metrics::containsKey)
                .map(name -> ", %s %s".formatted(name.replace('_', ' '), Format.score(metrics.get(name))))
                .collect(Collectors.joining());
        lines.accept("%s: epoch %s%s".formatted(name(trial), Math.round(metrics.getOrDefault("epoch", 0.0)), scores));
    }

    /** {@return about when the sweep ends, with a comma before it; empty if no trial has finished yet or none is left} */
    String end(SweepReport report) {
        OptionalDouble mean = report.in(TrialReport.State.FINISHED).stream()
                .flatMapToDouble(trial -> trial.seconds().stream())
                .filter(seconds -> seconds > 0)
                .average();
        double left = report.in(TrialReport.State.WAITING).size()
                + report.in(TrialReport.State.RUNNING).size() / 2.0;
        if (mean.isEmpty() || left == 0) {
            return "";
        }
        Duration time = Duration.ofSeconds(Math.round(mean.getAsDouble() * Math.max(1, left / jobs.getAsInt())));
        LocalDateTime end = LocalDateTime.now(clock).plus(time);
        return time.compareTo(DAY) < 0 ? ", ends about " + TIME.format(end) : ", ends about " + end.toLocalDate();
    }

    static String name(TrialReport trial) {
        return "%s %s, seed %s".formatted(trial.id(), trial.name(), trial.seed());
    }
}

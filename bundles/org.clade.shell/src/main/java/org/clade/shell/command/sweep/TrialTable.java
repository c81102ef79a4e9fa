package org.clade.shell.command.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialProgress;
import org.clade.api.sweep.TrialReport;
import org.clade.shell.render.Table;
import org.jline.utils.AttributedString;

/** The trials of a sweep as a table, those that run with their progress. */
final class TrialTable {

    private static final List<TrialReport.State> ORDER = List.of(
            TrialReport.State.RUNNING, TrialReport.State.FAILED, TrialReport.State.WAITING, TrialReport.State.FINISHED);
    private static final int UNLIMITED = 1 << 20;

    private final SweepReport report;
    private final Map<String, TrialProgress> running;

    TrialTable(SweepReport report, List<TrialProgress> running) {
        this.report = report;
        this.running = running.stream().collect(Collectors.toMap(TrialProgress::id, Function.identity()));
    }

    /** {@return all trials in their order} */
    Table all() {
        return table(report.trials(), true);
    }

    /**
     * A part that fits on a screen: those that run first, then failed, waiting and finished ones.
     *
     * @param most rows at most
     * @param width columns at most
     * @param end about when the sweep ends, with a comma before it
     * @return lines
     */
    List<String> lines(int most, int width, String end) {
        List<TrialReport> trials = report.trials().stream()
                .sorted(Comparator.comparing(trial -> ORDER.indexOf(trial.state())))
                .toList();
        List<String> lines = new ArrayList<>(table(trials.stream().limit(most).toList(), false)
                .render(UNLIMITED)
                .lines()
                .toList());
        String more = trials.size() > most ? "… and %s more; ".formatted(trials.size() - most) : "";
        lines.add(more
                + ORDER.stream()
                        .filter(state -> !report.in(state).isEmpty())
                        .map(state ->
                                report.in(state).size() + " " + state.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + end);
        return lines.stream()
                .map(line ->
                        new AttributedString(line).columnSubSequence(0, width).toString())
                .toList();
    }

    private Table table(List<TrialReport> trials, boolean workers) {
        List<String> columns = new ArrayList<>(List.of(
                "TRIAL",
                "VARIANT",
                ">SEED",
                "STATE",
                ">ATTEMPTS",
                ">SECONDS",
                ">EPOCH",
                ">LOSS",
                ">ACC",
                ">IMAGES/S",
                ">DONE",
                ">LEFT"));
        if (workers) {
            columns.add("WORKER");
        }
        Table table = new Table(columns.toArray(String[]::new));
        trials.forEach(trial -> table.row(row(trial, workers)));
        return table;
    }

    private Object[] row(TrialReport trial, boolean worker) {
        TrialProgress now = running.getOrDefault(
                trial.id(),
                new TrialProgress(
                        trial.id(),
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        "",
                        ""));
        List<Object> cells = new ArrayList<>(List.of(
                trial.id(),
                trial.name(),
                trial.seed(),
                trial.state().name().toLowerCase(Locale.ROOT),
                trial.attempts(),
                whole(trial.seconds()),
                now.epoch().isPresent() ? now.epoch().getAsInt() : "",
                loss(now.loss()),
                score(now.acc()),
                whole(now.imagesPerSecond()),
                now.share(),
                now.left()));
        if (worker) {
            cells.add(trial.worker());
        }
        return cells.toArray();
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.valueOf(Math.round(value.getAsDouble())) : "";
    }

    private static String loss(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "";
    }

    private static String score(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "";
    }
}

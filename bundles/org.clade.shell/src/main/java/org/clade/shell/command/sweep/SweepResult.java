package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.SweepWorker;
import org.clade.api.sweep.TrialReport;
import org.clade.api.sweep.WorkerRequest;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.Output;
import org.clade.shell.command.members.MemberLines;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.render.Table;

/** Works on a sweep and prints what came of it. */
final class SweepResult {

    /** Some trials failed. */
    static final int SOME_FAILED = 3;

    private static final int MOST_FAILURES = 20;

    private final Context context;
    private final Output output;

    SweepResult(Context context, Output output) {
        this.context = context;
        this.output = output;
    }

    /**
     * Works until the sweep has ended or the user interrupts.
     *
     * @param request which sweep, and how
     * @return the exit code
     */
    int work(WorkerRequest request) throws InterruptedException {
        return work(request.folder(), context.services().get(SweepService.class).worker(request), request::jobs);
    }

    /**
     * Works by the members of a cluster until the sweep has ended or the user interrupts.
     *
     * @param folder the sweep
     * @param queue the cluster
     * @return the exit code
     */
    int work(Path folder, WorkQueue queue) throws InterruptedException {
        queue.listen(new MemberLines(context));
        SweepWorker worker = context.services().get(SweepService.class).worker(folder, queue);
        return work(folder, worker, () -> Math.max(1, queue.slots(1)));
    }

    private int work(Path folder, SweepWorker worker, IntSupplier jobs) throws InterruptedException {
        SweepReport report;
        AtomicReference<LiveTable> shown = new AtomicReference<>();
        SweepProgress progress = new SweepProgress(
                jobs, Clock.systemDefaultZone(), line -> shown.get().say(line));
        try (LiveTable table = new LiveTable(context, folder, progress)) {
            shown.set(table);
            context.interruption().gently(() -> {
                table.say("Stopping after checkpoints are written; worker %s goes on.".formatted(folder));
                worker.stop();
            });
            report = worker.work(progress);
        } finally {
            context.interruption().anyhow();
        }
        return print(report);
    }

    /** Prints a sweep and the scores of its variants. */
    int print(SweepReport report) throws InterruptedException {
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
            return code(report);
        }
        Table table = Table.pairs();
        for (TrialReport.State state : TrialReport.State.values()) {
            int count = report.in(state).size();
            if (count > 0) {
                table.row(state.name().toLowerCase(Locale.ROOT), count);
            }
        }
        output.table(context.console(), table);
        if (!report.in(TrialReport.State.FINISHED).isEmpty()) {
            context.console().out().println();
            statistics(report.folder())
                    .ifPresent(text -> text.lines().forEach(context.console().out()::println));
        }
        List<TrialReport> failed = report.in(TrialReport.State.FAILED);
        failed.stream()
                .limit(MOST_FAILURES)
                .forEach(trial -> output.sentence(
                        context.console(), "%s failed: %s".formatted(SweepProgress.name(trial), trial.failure())));
        if (failed.size() > MOST_FAILURES) {
            output.sentence(context.console(), "… and %s more.".formatted(failed.size() - MOST_FAILURES));
        }
        if (!report.ended()) {
            output.sentence(context.console(), "worker %s goes on with the others.".formatted(report.folder()));
        }
        return code(report);
    }

    private Optional<String> statistics(Path folder) throws InterruptedException {
        RunStatistics service = context.services().get(RunStatistics.class);
        try {
            return Optional.of(service.table(
                    service.of(
                            new StatisticsRequest(List.of(folder), List.of(), Selection.LAST, 0.95, Optional.empty())),
                    TableFormat.MARKDOWN));
        } catch (RefusedException e) {
            return Optional.empty(); // no run has scores
        }
    }

    private static int code(SweepReport report) {
        return report.in(TrialReport.State.FAILED).isEmpty() ? ExitCode.DONE : SOME_FAILED;
    }
}

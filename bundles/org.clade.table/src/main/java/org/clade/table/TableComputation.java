package org.clade.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunRequest;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableFailure;
import org.clade.api.table.TableRequest;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableWatch;
import org.clade.table.comparison.CellComparison;
import org.clade.table.comparison.CellRuns;
import org.clade.table.definition.TableFiles;
import org.clade.table.trial.TableTrial;
import org.clade.table.trial.TrialFailedException;
import org.clade.table.trial.TrialPlan;
import org.clade.table.trial.TrialRunner;
import org.clade.table.trial.TrialServices;
import org.clade.table.trial.TrialStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work on one table. */
final class TableComputation {

    private static final Logger LOG = LoggerFactory.getLogger(TableComputation.class);

    /** Floating-point operations of a training that takes days on a processor with a few cores. */
    private static final double NEEDS_GPU = 1e16;

    private static final String AUTO = "auto";

    private final TableRequest request;
    private final TableWatch watch;
    private final TrialServices services;
    private final RunStatistics statistics;
    private final PaperTable table;
    private final List<Long> seeds;
    private final List<TrialPlan.Group> groups;
    private final TrialRunner runner;
    private final boolean slow;
    private final Map<String, TableFailure> failures = new LinkedHashMap<>();
    private Optional<RunOutcome> interrupted = Optional.empty();

    /**
     * Prepares the work; nothing is run.
     *
     * @throws RefusedException if the table or a data set is unknown, or the device is missing
     */
    TableComputation(
            TableFiles files,
            TrialServices services,
            RunStatistics statistics,
            TableRequest request,
            TableWatch watch) {
        this.request = request;
        this.watch = watch;
        this.services = services;
        this.statistics = statistics;
        table = files.table(request.id());
        seeds = request.seeds().isEmpty()
                ? LongStream.rangeClosed(
                                1, table.schedules().get(request.scale()).seeds())
                        .boxed()
                        .toList()
                : request.seeds();
        services.runs().check(on(request.device()));
        groups = new TrialPlan(table, request.scale(), services.data(), files, request.data()).groups(seeds);
        runner = new TrialRunner(services, request.device(), request.out());
        slow = request.scale() == TableScale.FULL && request.device().equals(AUTO) && !hasGpu();
    }

    private static RunRequest on(String device) {
        return RunRequest.of("", "").withDevice(device);
    }

    private boolean hasGpu() {
        try {
            services.runs().check(on("gpu"));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** {@return the table after everything that is missing was run} */
    TableResult result() throws InterruptedException {
        if (request.run()) {
            run();
        }
        CellComparison comparison = new CellComparison(table, request.scale(), request.tolerance(), statistics);
        List<TableCell> cells = groups.stream()
                .flatMap(group -> comparison.cells(group.row(), group.column(), runs(group)).stream())
                .toList();
        return new TableResult(
                table,
                request.scale(),
                seeds,
                cells,
                List.copyOf(failures.values()),
                comparison.outside(cells),
                interrupted);
    }

    private void run() throws InterruptedException {
        Map<String, TableTrial> missing = new LinkedHashMap<>();
        for (TrialPlan.Group group : groups) {
            if (!needsGpu(group)) {
                group.trials().stream().filter(trial -> found(trial).isEmpty()).forEach(trial -> identity(trial)
                        .ifPresent(identity -> missing.putIfAbsent(identity, trial)));
            }
        }
        int number = 0;
        for (Map.Entry<String, TableTrial> each : missing.entrySet()) {
            watch.begins(++number, missing.size(), each.getValue().words());
            try {
                run(each.getKey(), each.getValue());
            } catch (TrialStoppedException e) {
                interrupted = Optional.of(e.outcome());
                return;
            }
        }
    }

    private void run(String identity, TableTrial trial) throws InterruptedException {
        try {
            runner.run(trial, watch);
            watch.ends(found(trial).map(ClusterScores::new).map(this::sentence).orElse("done"));
        } catch (InterruptedException | TrialStoppedException e) {
            throw e;
        } catch (RefusedException | TrialFailedException e) {
            fail(identity, trial, e.getMessage());
        } catch (Exception | LinkageError e) { // a trial that fails takes no other trial with it
            LOG.warn("{} failed", trial.words(), e);
            fail(identity, trial, "It failed because of a bug in Clade or in a part; the log has the trace.");
        }
    }

    private String sentence(ClusterScores scores) {
        List<String> words = new ArrayList<>();
        table.metrics().forEach(metric -> CellRuns.value(scores, metric.id())
                .ifPresent(value -> words.add(String.format(Locale.ROOT, "%s %.3f", metric.title(), value))));
        return String.join(", ", words);
    }

    private void fail(String identity, TableTrial trial, String sentence) {
        failures.put(
                identity, new TableFailure(trial.row().title(), trial.column().title(), trial.seed(), sentence));
        watch.ends("failed: " + sentence);
    }

    private Optional<String> identity(TableTrial trial) {
        try {
            return Optional.of(runner.identity(trial));
        } catch (RefusedException e) {
            failures.putIfAbsent(
                    trial.words(),
                    new TableFailure(trial.row().title(), trial.column().title(), trial.seed(), e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Map<String, Double>> found(TableTrial trial) {
        return identity(trial).flatMap(known -> runner.find(trial));
    }

    private boolean needsGpu(TrialPlan.Group group) {
        return slow && group.trials().stream().anyMatch(trial -> trial.recipe().cost() > NEEDS_GPU);
    }

    private CellRuns runs(TrialPlan.Group group) {
        List<ClusterScores> scores = group.trials().stream()
                .map(this::found)
                .flatMap(Optional::stream)
                .map(ClusterScores::new)
                .toList();
        boolean failed = group.trials().stream()
                .anyMatch(trial -> failures.containsKey(trial.words())
                        || identity(trial).filter(failures::containsKey).isPresent());
        boolean madeUp = group.trials().stream().anyMatch(TableTrial::madeUp);
        return new CellRuns(scores, madeUp, failed, scores.isEmpty() ? missing(group) : "");
    }

    private String missing(TrialPlan.Group group) {
        if (!group.missing().isEmpty()) {
            return group.missing();
        }
        if (group.trials().isEmpty()) {
            return "";
        }
        return needsGpu(group) ? "needs GPU" : interrupted.isPresent() ? "stopped before" : "--run runs it";
    }
}

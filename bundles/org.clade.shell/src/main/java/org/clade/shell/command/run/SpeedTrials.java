package org.clade.shell.command.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.progress.ProgressMode;
import org.clade.shell.progress.RunMonitor;

/** The same training in one precision and the other by turns, to see how fast it is in each. */
final class SpeedTrials {

    /** The rate of a round as a whole, beside those of its stages. */
    static final String LOOP = "whole loop";

    /** The stages that the loop is made of; evaluation is none of them. */
    static final List<String> STAGES = List.of("targets", "assign", "augment", "train");

    private final Context context;
    private final ProgressMode progress;
    private final Map<String, List<RunReport>> reports = new LinkedHashMap<>();

    SpeedTrials(Context context, ProgressMode progress) {
        this.context = context;
        this.progress = progress;
    }

    /**
     * Trains. One trial of each precision goes ahead, to warm up, and does not count.
     *
     * @param request what to train
     * @param precisions in which
     * @param repeats how often in each
     * @return the run that did not end as it should, if one did not; it was the last
     */
    Optional<RunReport> run(RunRequest request, Collection<String> precisions, int repeats)
            throws InterruptedException {
        RunService runs = context.services().get(RunService.class);
        for (int i = 0; i <= repeats; i++) {
            for (String precision : precisions) {
                RunRequest trial = request.withPrecision(precision);
                RunReport report = new RunMonitor(context, progress)
                        .await(context.services().patiently(() -> runs.start(trial)));
                if (report.exitCode() != ExitCode.DONE) {
                    return Optional.of(report);
                }
                if (i > 0) {
                    reports.computeIfAbsent(precision, key -> new ArrayList<>()).add(report);
                }
            }
        }
        return Optional.empty();
    }

    /** {@return images a second, by precision and stage} */
    Map<String, Map<String, Double>> rates() {
        Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
        reports.forEach((precision, trials) -> rates.put(precision, medians(trials)));
        return rates;
    }

    /** {@return the median share of each stage in the time of the loop, 0 to 1, by precision} */
    Map<String, Map<String, Double>> shares() {
        Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
        reports.forEach((precision, trials) -> shares.put(precision, shares(trials)));
        return shares;
    }

    /** {@return the most memory that the process has had so far, in MiB, where the system says so} */
    OptionalLong peakMegabytes() {
        return reports.values().stream()
                .flatMap(List::stream)
                .map(report -> report.summary().get("peak_memory_mb"))
                .filter(Number.class::isInstance)
                .mapToLong(peak -> ((Number) peak).longValue())
                .max();
    }

    /** {@return the median share of each stage of the loop in its time} */
    static Map<String, Double> shares(List<RunReport> reports) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunReport report : reports) {
            Map<String, Double> seconds = loopSeconds(report);
            double loop =
                    seconds.values().stream().mapToDouble(Double::doubleValue).sum();
            if (loop > 0) {
                seconds.forEach((stage, time) -> add(all, stage, time / loop));
            }
        }
        return medians(all);
    }

    private static Map<String, Double> loopSeconds(RunReport report) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        if (report.summary().get("seconds") instanceof Map<?, ?> stages) {
            for (String stage : STAGES) {
                if (stages.get(stage) instanceof Number time && time.doubleValue() > 0) {
                    seconds.put(stage, time.doubleValue());
                }
            }
        }
        return seconds;
    }

    /** {@return the median rate of each stage} */
    static Map<String, Double> medians(List<RunReport> reports) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunReport report : reports) {
            if (report.summary().get("images_per_second_by_stage") instanceof Map<?, ?> stages) {
                stages.forEach((stage, rate) -> add(all, stage.toString(), rate));
            }
            add(all, LOOP, report.summary().get("images_per_second"));
        }
        return medians(all);
    }

    private static Map<String, Double> medians(Map<String, List<Double>> all) {
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((stage, values) -> medians.put(
                stage,
                new Median()
                        .evaluate(
                                values.stream().mapToDouble(Double::doubleValue).toArray())));
        return medians;
    }

    private static void add(Map<String, List<Double>> all, String stage, Object rate) {
        if (rate instanceof Number number) {
            all.computeIfAbsent(stage, key -> new ArrayList<>()).add(number.doubleValue());
        }
    }
}

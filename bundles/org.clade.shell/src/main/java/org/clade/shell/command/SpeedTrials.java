package org.clade.shell.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.Context;
import org.clade.shell.ExitCode;
import org.clade.shell.progress.ProgressMode;
import org.clade.shell.progress.RunWatch;

/** The same training in one precision and the other by turns, to see how fast it is in each. */
final class SpeedTrials {

    /** The rate of a round as a whole, beside those of its stages. */
    static final String LOOP = "whole loop";

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
                RunReport report =
                        new RunWatch(context, progress).await(context.services().patiently(() -> runs.start(trial)));
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

    /** {@return the median rate of each stage} */
    static Map<String, Double> medians(List<RunReport> reports) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunReport report : reports) {
            if (report.summary().get("images_per_second_by_stage") instanceof Map<?, ?> stages) {
                stages.forEach((stage, rate) -> add(all, stage.toString(), rate));
            }
            add(all, LOOP, report.summary().get("images_per_second"));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((stage, rates) -> medians.put(
                stage,
                new Median()
                        .evaluate(
                                rates.stream().mapToDouble(Double::doubleValue).toArray())));
        return medians;
    }

    private static void add(Map<String, List<Double>> all, String stage, Object rate) {
        if (rate instanceof Number number) {
            all.computeIfAbsent(stage, key -> new ArrayList<>()).add(number.doubleValue());
        }
    }
}

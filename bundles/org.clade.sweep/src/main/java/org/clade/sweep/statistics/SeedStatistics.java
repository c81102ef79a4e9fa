package org.clade.sweep.statistics;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.PairedComparison;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.api.statistics.VariantStatistics;
import org.clade.api.sweep.LatticeService;
import org.clade.sweep.lattice.LatticeFile;
import org.clade.sweep.state.SweepFolder;
import org.osgi.service.component.annotations.Component;

/** Summarizes finished runs over their seeds. */
@Component
public final class SeedStatistics implements RunStatistics {

    @Override
    public StatisticsReport of(StatisticsRequest request) {
        FinishedRuns runs = read(request);
        List<String> leftOut = new ArrayList<>(runs.leftOut());
        List<VariantRuns> variants = VariantRuns.of(runs.runs(), leftOut);
        List<String> metrics = metrics(request, runs.runs());
        request.reference()
                .ifPresent(name -> known(
                        "variant",
                        name,
                        variants.stream().map(VariantRuns::name).toList()));
        PairedTests tests = new PairedTests(request.selection(), request.confidence(), request.reference());
        List<PairedComparison> comparisons = metrics.stream()
                .flatMap(metric -> tests.of(variants, metric).stream())
                .toList();
        return new StatisticsReport(
                request.selection(),
                request.confidence(),
                metrics,
                variants.stream()
                        .map(variant -> statistics(variant, request, metrics))
                        .toList(),
                comparisons,
                leftOut);
    }

    private static FinishedRuns read(StatisticsRequest request) {
        if (!(request.confidence() > 0 && request.confidence() < 1)) {
            throw new RefusedException(
                    "The confidence is %s but must lie between 0 and 1, such as 0.95.".formatted(request.confidence()));
        }
        FinishedRuns runs = new FinishedRuns();
        request.folders().forEach(folder -> {
            if (SweepFolder.isSweep(folder)) {
                SweepFolder.of(folder).resultFolders().forEach(runs::read);
            } else {
                runs.below(folder);
            }
        });
        if (runs.runs().isEmpty()) {
            throw new RefusedException("There is no finished run below %s."
                    .formatted(request.folders().get(0)));
        }
        return runs;
    }

    @Override
    public EffectsReport effects(StatisticsRequest request) {
        LatticeFile lattice = request.folders().stream()
                .filter(folder -> Files.isRegularFile(folder.resolve(LatticeService.FILE)))
                .findFirst()
                .map(LatticeFile::read)
                .orElseThrow(() -> new RefusedException(
                        "%s holds no lattice; give the folder of a sweep that trained one of variant:lattice."
                                .formatted(request.folders().get(0))));
        FinishedRuns runs = read(request);
        return new MainEffects(lattice, request).of(runs.runs(), metrics(request, runs.runs()), runs.leftOut());
    }

    @Override
    public String table(EffectsReport report, TableFormat format) {
        return EffectsTable.of(report, format);
    }

    private static List<String> metrics(StatisticsRequest request, List<FinishedRun> runs) {
        Set<String> there = new LinkedHashSet<>();
        runs.forEach(
                run -> there.addAll(run.scores(request.selection()).values().keySet()));
        if (there.isEmpty()) {
            throw new RefusedException(
                    "No run has a best evaluation, because that needs labels; take the last one (--selection last).");
        }
        request.metrics().forEach(metric -> known("metric", metric, List.copyOf(there)));
        if (!request.metrics().isEmpty()) {
            return request.metrics();
        }
        List<String> ofLabels =
                ClusterScores.OF_LABELS.stream().filter(there::contains).toList();
        return ofLabels.isEmpty() ? List.copyOf(there) : ofLabels;
    }

    private static void known(String kind, String name, List<String> names) {
        if (!names.contains(name)) {
            throw RefusedException.unknown(kind, name, names);
        }
    }

    private VariantStatistics statistics(VariantRuns variant, StatisticsRequest request, List<String> metrics) {
        Map<String, VariantStatistics.Scores> scores = new LinkedHashMap<>();
        for (String metric : metrics) {
            double[] values = variant.runs().values().stream()
                    .map(run -> run.scores(request.selection()).get(metric))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length > 0) {
                scores.put(metric, scores(values));
            }
        }
        return new VariantStatistics(
                variant.name(), variant.data(), List.copyOf(variant.runs().keySet()), scores);
    }

    @Override
    public VariantStatistics.Scores scores(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no value");
        }
        SummaryStatistics statistics = new SummaryStatistics();
        Arrays.stream(values).forEach(statistics::addValue);
        boolean several = values.length > 1;
        double deviation = statistics.getStandardDeviation();
        return new VariantStatistics.Scores(
                values.length,
                statistics.getMax(),
                statistics.getMean(),
                several ? OptionalDouble.of(deviation) : OptionalDouble.empty(),
                several ? OptionalDouble.of(deviation / Math.sqrt(values.length)) : OptionalDouble.empty());
    }

    @Override
    public String table(StatisticsReport report, TableFormat format) {
        return new StatisticsTables(report).write(format);
    }
}

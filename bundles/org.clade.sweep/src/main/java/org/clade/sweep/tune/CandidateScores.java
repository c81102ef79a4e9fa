package org.clade.sweep.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.clade.api.cluster.ClusterService;
import org.clade.api.cluster.CountRange;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunSummary;
import org.clade.base.json.SummaryReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores candidates of a round by their runs, without labels: stability over seeds, silhouette of the embeddings, effective clusters. The
 * score is the mean rank, so no measure needs a weight or a scale.
 *
 * @param clusters computes silhouettes
 * @param ari compares assignments
 */
record CandidateScores(ClusterService clusters, ClusterMetric ari) {

    private static final Logger LOG = LoggerFactory.getLogger("sweep");

    /** With fewer effective clusters the clusters have collapsed. */
    private static final double COLLAPSED = 1.5;

    /** The measures of a candidate. */
    private record Measures(
            int candidate, double stability, double silhouette, double effective, double accuracy, boolean collapsed) {}

    /** {@return the result of a round} */
    RoundResult of(Map<Integer, List<Path>> runs) {
        List<Measures> measured = new ArrayList<>();
        runs.forEach((candidate, folders) -> measured.add(measure(candidate, folders)));
        double[] sums = new double[measured.size()];
        int measures = 0;
        for (ToDoubleFunction<Measures> measure :
                List.<ToDoubleFunction<Measures>>of(Measures::stability, Measures::silhouette, Measures::effective)) {
            double[] values = measured.stream().mapToDouble(measure).toArray();
            if (Arrays.stream(values).allMatch(Double::isFinite)) {
                double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(values);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += sums.length == 1 ? 1 : (ranks[i] - 1) / (sums.length - 1);
                }
                measures++;
            }
        }
        List<RoundResult.Row> rows = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            Measures one = measured.get(i);
            rows.add(new RoundResult.Row(
                    one.candidate(),
                    known(one.stability()),
                    known(one.silhouette()),
                    known(one.effective()),
                    one.collapsed() || measures == 0 ? 0 : sums[i] / measures,
                    known(one.accuracy())));
        }
        return new RoundResult(rows);
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private Measures measure(int candidate, List<Path> runs) {
        List<RunSummary> summaries = runs.stream().map(CandidateScores::summary).toList();
        double effective = mean(summaries, ClusterScores.EFFECTIVE_CLUSTERS);
        return new Measures(
                candidate,
                stability(runs),
                silhouette(runs, summaries),
                effective / summaries.get(0).setup().k(),
                mean(summaries, ClusterScores.ACC),
                effective < COLLAPSED);
    }

    private static RunSummary summary(Path run) {
        try {
            return SummaryReader.read(Files.readString(run.resolve("summary.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double mean(List<RunSummary> summaries, String metric) {
        return summaries.stream()
                .map(summary -> summary.training().scores().get(metric))
                .mapToDouble(score -> score.orElse(Double.NaN))
                .average()
                .orElse(Double.NaN);
    }

    private double stability(List<Path> runs) {
        List<int[]> assignments = runs.size() < 2
                ? List.of()
                : runs.stream().map(CandidateScores::assignments).toList();
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < assignments.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += ari.score(assignments.get(i), assignments.get(j));
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /** {@return the cluster of each image; a run without its file has none} */
    private static int[] assignments(Path run) {
        try (CSVParser rows = CSVParser.parse(
                run.resolve("assignments.csv"),
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return rows.stream()
                    .mapToInt(row -> Integer.parseInt(row.get("cluster")))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double silhouette(List<Path> runs, List<RunSummary> summaries) {
        double sum = 0;
        for (int i = 0; i < runs.size(); i++) {
            int k = summaries.get(i).setup().k();
            try {
                sum += clusters.count(runs.get(i), Optional.of(new CountRange(k, k)), done -> {})
                        .curve()
                        .get(0)
                        .silhouette();
            } catch (RefusedException e) {
                LOG.info("No silhouette of {}: {}", runs.get(i), e.getMessage());
                return Double.NaN;
            }
        }
        return sum / runs.size();
    }

    /** {@return a number, or nothing for null} */
    static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

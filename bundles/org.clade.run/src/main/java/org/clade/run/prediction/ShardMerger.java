package org.clade.run.prediction;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.clade.api.metric.ClusterScores;
import org.clade.api.metric.Partition;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionMerger;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.run.folder.RunFolder;
import org.clade.run.inference.Scores;
import org.clade.run.support.ProductVersion;
import org.clade.run.training.CheckpointFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Merges the shards of a prediction, after checking that each is whole and there once. */
@Component
public final class ShardMerger implements PredictionMerger {

    private static final double TENTHS = 10;

    private final Scores scores;

    /** Made by Declarative Services. */
    @Activate
    public ShardMerger(@Reference Scores scores) {
        this.scores = scores;
    }

    @Override
    public InferenceReport<PredictionSummary> merge(Path run, List<Path> shards) {
        long start = System.nanoTime();
        List<FinishedShard> parts = checked(run, shards);
        FinishedShard first = parts.get(0);
        Tally tally = new Tally(first.plan().wanted(), first.k());
        parts.forEach(part -> part.read(row -> {
            if (!tally.takes(row.cluster())) {
                throw new RefusedException(
                        "Image “%s” in %s has the cluster %s, which is not there; predict shard %s again."
                                .formatted(
                                        row.image(),
                                        part.folder(),
                                        row.cluster(),
                                        part.plan().shard()));
            }
            tally.add(row.cluster(), row.confidence());
        }));
        Optional<int[][]> counts = counts(parts, first.k());
        try (RunFolder folder = RunFolder.ofPrediction(run, first.plan().data())) {
            first.plan().with(Shard.WHOLE).write(folder.path());
            try (AssignmentFile file = AssignmentFile.empty(folder.path())) {
                boolean header = true;
                for (FinishedShard part : parts) {
                    long skipped = part.header().getBytes(StandardCharsets.UTF_8).length + 1L;
                    file.append(
                            part.folder().resolve(RunFolder.ASSIGNMENTS),
                            header ? 0 : skipped,
                            part.written().rows());
                    header = false;
                }
                file.mark(counts.orElse(null));
                file.finish();
            }
            PredictionSummary result = summary(run, first, tally, counts, (System.nanoTime() - start) / 1e9);
            folder.prediction(result);
            return new InferenceReport<>(
                    folder.path(), RunState.FINISHED, RunOutcome.COMPLETED, Optional.of(result), "");
        }
    }

    private PredictionSummary summary(
            Path run, FinishedShard first, Tally tally, Optional<int[][]> counts, double seconds) {
        Map<String, Double> reached = new LinkedHashMap<>();
        counts.ifPresent(all -> reached.putAll(scores.of(classes(all), clusters(all))));
        Partition partition = tally.partition();
        reached.putAll(scores.of(Optional.empty(), partition));
        return new PredictionSummary(
                run.toString(),
                first.plan().checkpoint(),
                first.text("variant"),
                first.text("method"),
                first.plan().data(),
                first.plan().protocol(),
                tally.images(),
                Optional.empty(),
                first.notes(),
                first.k(),
                first.plan().statistics(),
                first.plan().precision(),
                new ClusterScores(reached),
                tally.sizes(),
                Math.round(seconds * TENTHS) / TENTHS,
                tally.images() / seconds,
                ProductVersion.get());
    }

    /** {@return the shards in their order} */
    private static List<FinishedShard> checked(Path run, List<Path> shards) {
        if (shards.isEmpty()) {
            throw new RefusedException("There are no shards to merge; name their folders.");
        }
        List<FinishedShard> parts = new ArrayList<>(shards.stream()
                .map(folder -> FinishedShard.of(folder.toAbsolutePath().normalize()))
                .sorted(Comparator.comparingInt(part -> part.plan().shard().index()))
                .toList());
        FinishedShard first = parts.get(0);
        checkRun(run, first.plan());
        for (FinishedShard part : parts) {
            Optional<String> difference =
                    first.plan().with(Shard.WHOLE).difference(part.plan().with(Shard.WHOLE));
            if (difference.isPresent()
                    || part.plan().shard().count() != first.plan().shard().count()) {
                throw new RefusedException(
                        "Shards %s and %s are not of one prediction: %s; merge shards that were asked the same."
                                .formatted(
                                        first.folder(),
                                        part.folder(),
                                        difference.orElse("there are %s shards and %s"
                                                .formatted(
                                                        first.plan().shard().count(),
                                                        part.plan().shard().count()))));
            }
            if (!part.header().equals(first.header()) || part.k() != first.k()) {
                throw new RefusedException("Shards %s and %s have other columns or clusters; predict one of them again."
                        .formatted(first.folder(), part.folder()));
            }
        }
        checkEachOnce(parts, first.plan().shard().count());
        return parts;
    }

    private static void checkEachOnce(List<FinishedShard> parts, int count) {
        Map<Integer, Path> seen = new TreeMap<>();
        for (FinishedShard part : parts) {
            Path other = seen.put(part.plan().shard().index(), part.folder());
            if (other != null) {
                throw new RefusedException("Shard %s is there twice, in %s and in %s; leave one out."
                        .formatted(part.plan().shard(), other, part.folder()));
            }
        }
        List<String> missing = IntStream.rangeClosed(1, count)
                .filter(index -> !seen.containsKey(index))
                .mapToObj(index -> index + "/" + count)
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "Shard %s is missing; predict it with --shard, or name its folder.".formatted(missing.get(0))
                            + (missing.size() == 1 ? "" : " So are %s more.".formatted(missing.size() - 1)));
        }
    }

    private static void checkRun(Path run, PredictionPlan plan) {
        Path checkpoint = run.resolve(plan.checkpoint());
        if (!Files.isRegularFile(checkpoint)
                || !new CheckpointFile(checkpoint).sha256().equals(plan.network())) {
            throw new RefusedException(
                    "The shards are not of run %s as it is now: its checkpoint %s is missing or another; name the run that they are of, or predict again."
                            .formatted(run, plan.checkpoint()));
        }
    }

    /** {@return the sums of all shards; nothing where the images have no labels} */
    private static Optional<int[][]> counts(List<FinishedShard> parts, int k) {
        if (parts.stream().anyMatch(part -> part.written().counts() == null)) {
            return Optional.empty();
        }
        int classes = parts.stream()
                .mapToInt(part -> part.written().counts().length)
                .max()
                .orElse(0);
        int[][] sums = new int[classes][k];
        for (FinishedShard part : parts) {
            int[][] counts = part.written().counts();
            for (int row = 0; row < counts.length; row++) {
                for (int cluster = 0; cluster < Math.min(k, counts[row].length); cluster++) {
                    sums[row][cluster] += counts[row][cluster];
                }
            }
        }
        return Optional.of(sums);
    }

    /** {@return the class of each image, in an order of its own} */
    private static int[] classes(int[][] counts) {
        return IntStream.range(0, counts.length)
                .flatMap(row -> IntStream.of(counts[row])
                        .flatMap(count -> IntStream.range(0, count).map(each -> row)))
                .toArray();
    }

    /** {@return the cluster of each image, in the same order} */
    private static int[] clusters(int[][] counts) {
        return IntStream.range(0, counts.length)
                .flatMap(row -> IntStream.range(0, counts[row].length)
                        .flatMap(cluster ->
                                IntStream.range(0, counts[row][cluster]).map(each -> cluster)))
                .toArray();
    }
}

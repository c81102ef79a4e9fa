package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.cluster.ImageSimilarity;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.part.RefusedException;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.picture.ImageSheet;

/** Finds near-duplicates and outliers of a run, and writes and draws them into its folder. */
public final class ImageFindings {

    /** Neighbors that decide how far an image is from all others. */
    private static final int NEAREST = 10;

    private static final int LEAST_OUTLIERS = 10;
    private static final int OUTLIER_SHARE = 100;
    private static final int PAIRS_DRAWN = 60;
    private static final int OUTLIERS_DRAWN = 60;

    private final EvaluatedRun run;
    private final double threshold;
    private final SearchLimit limit;

    ImageFindings(EvaluatedRun run, double threshold, SearchLimit limit) {
        this.run = run;
        this.threshold = threshold;
        this.limit = limit;
    }

    /**
     * Finds, writes and draws if that is possible within a time.
     *
     * @param run the run, of 2 images or more
     * @param time how long it may take
     * @return what was found; empty, with nothing written, if it takes longer
     */
    public static Optional<ImageCheck> within(EvaluatedRun run, Duration time) {
        try {
            return Optional.of(
                    new ImageFindings(run, ImageSimilarity.THRESHOLD, new SearchLimit(time, System::nanoTime)).write());
        } catch (SearchLimit.TooLongException e) {
            return Optional.empty();
        }
    }

    /** Finds, writes and draws. */
    ImageCheck write() {
        long start = System.nanoTime();
        if (run.images() < 2) {
            throw new RefusedException(
                    "Run %s has only one image, which cannot be compared with another.".formatted(run.folder()));
        }
        List<DuplicatePair> pairs;
        double[] scores;
        try (NDManager scope = run.host().newSubManager()) {
            RunVectors vectors = new RunVectors(run);
            NDArray features = vectors.features(scope, limit);
            Neighbors neighbors = NeighborSearch.of(features, NEAREST, seen());
            scores = neighbors.outlierScores();
            pairs = new DuplicateSearch(threshold).pairs(features, neighbors, vectors.details(scope), seen());
        }
        int count = Math.min(run.images(), Math.max(LEAST_OUTLIERS, run.images() / OUTLIER_SHARE));
        List<Integer> outliers = IntStream.range(0, run.images())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer image) -> -scores[image])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
        ImageCheck check = new ImageCheck(
                run.folder().toString(),
                run.images(),
                threshold,
                pairs.stream()
                        .map(pair -> new ImageCheck.Pair(
                                run.item(pair.first()), run.item(pair.second()), pair.cosine(), pair.pixels()))
                        .toList(),
                outliers.stream()
                        .map(image -> new ImageCheck.Outlier(run.item(image), scores[image]))
                        .toList(),
                (System.nanoTime() - start) / 1e9);
        tables(check);
        draw(pairs, outliers);
        return check;
    }

    private IntConsumer seen() {
        IntConsumer stage = limit.stage(run.images());
        return done -> {
            run.checkStop();
            stage.accept(done);
        };
    }

    private void tables(ImageCheck check) {
        CsvFile.write(
                run.folder().resolve("duplicates.csv"),
                List.of("first", "second", "cosine", "pixels"),
                check.duplicates().stream()
                        .map(pair -> List.<Object>of(
                                pair.first(), pair.second(), (float) pair.cosine(), (float) pair.pixels()))
                        .toList());
        CsvFile.write(
                run.folder().resolve("outliers.csv"),
                List.of("path", "score"),
                check.outliers().stream()
                        .map(outlier -> List.<Object>of(outlier.path(), (float) outlier.score()))
                        .toList());
    }

    private void draw(List<DuplicatePair> pairs, List<Integer> outliers) {
        List<Integer> images = new ArrayList<>();
        pairs.stream().limit(PAIRS_DRAWN).forEach(pair -> images.addAll(List.of(pair.first(), pair.second())));
        Path figures = run.folder().resolve("figures");
        AtomicFile.makeFolder(figures);
        if (!images.isEmpty()) {
            new ImageSheet(run.pictureShape(), 2, 6)
                    .write(ImageSheet.pixels(run, images), figures.resolve("duplicates.jpg"), "jpeg");
        }
        new ImageSheet(run.pictureShape(), 1, 10)
                .write(
                        ImageSheet.pixels(run, outliers.subList(0, Math.min(OUTLIERS_DRAWN, outliers.size()))),
                        figures.resolve("outliers.jpg"),
                        "jpeg");
    }
}

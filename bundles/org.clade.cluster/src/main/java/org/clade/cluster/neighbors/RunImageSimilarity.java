package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.cluster.ImageSimilarity;
import org.clade.api.cluster.SimilarImage;
import org.clade.api.cluster.SimilarImages;
import org.clade.api.data.DataService;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Signal;
import org.clade.cluster.edit.AssignmentTable;
import org.clade.picture.ImageSheet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens runs and compares their images. */
@Component
public final class RunImageSimilarity implements ImageSimilarity {

    private static final int COLUMNS = 6;

    private final RunService runs;
    private final DataService data;

    /** Made by Declarative Services. */
    @Activate
    public RunImageSimilarity(@Reference RunService runs, @Reference DataService data) {
        this.runs = runs;
        this.data = data;
    }

    @Override
    public SimilarImages similar(Path run, String image, int count) {
        return similar(run, image, count, Optional.empty());
    }

    @Override
    public SimilarImages similar(Path run, String image, int count, Path picture) {
        return similar(run, image, count, Optional.of(picture));
    }

    private SimilarImages similar(Path folder, String image, int count, Optional<Path> picture) {
        if (count < 1) {
            throw new RefusedException("%s images cannot be shown; give 1 or more.".formatted(count));
        }
        try (TrainedRun trained = runs.open(folder)) {
            EvaluatedRun run = trained.evaluated();
            OptionalInt own = new ImageSearch(
                            IntStream.range(0, run.images()).mapToObj(run::item).toList())
                    .find(image);
            if (own.isPresent()) {
                SimilarImages found = nearest(run, own, image, count, Optional.empty());
                picture.ifPresent(file -> draw(run, ImageSheet.pixels(run, List.of(own.getAsInt())), found, file));
                return found;
            }
            checkForeign(run, image);
            try (ForeignImage foreign = ForeignImage.open(Path.of(image), run, data);
                    NDManager scope = run.host().newSubManager()) {
                checkChannels(run, foreign, image);
                NDArray vector = trained.look(foreign.seen(run), Set.of(Signal.FEATURES), scope)
                        .get(Signal.FEATURES)
                        .get("0:1");
                SimilarImages found = nearest(run, own, image, count, Optional.of(vector));
                picture.ifPresent(file -> draw(run, foreign.pixels(run.shape()), found, file));
                return found;
            }
        }
    }

    private static void checkForeign(EvaluatedRun run, String image) {
        if (!Files.isRegularFile(Path.of(image))) {
            throw new RefusedException(
                    "Run %s has no image “%s”, and there is no file of that name; give a path as assignments.csv has it, an index from 0 to %s, or an image file."
                            .formatted(run.folder(), image, run.images() - 1));
        }
        if (run.shape().isVector()) {
            throw new RefusedException(
                    "Run %s learned from vectors, so an image file cannot be compared; give an image of the run: a path as assignments.csv has it, or an index from 0 to %s."
                            .formatted(run.folder(), run.images() - 1));
        }
    }

    private static void checkChannels(EvaluatedRun run, ForeignImage foreign, String image) {
        if (foreign.images().info().shape().channels() > run.shape().channels()) {
            throw new RefusedException(
                    "“%s” has colors, and run %s learned from gray images, so they cannot be compared; give a gray image."
                            .formatted(image, run.folder()));
        }
    }

    private static SimilarImages nearest(
            EvaluatedRun run, OptionalInt own, String image, int count, Optional<NDArray> foreign) {
        float[] cosines;
        try (NDManager scope = run.host().newSubManager()) {
            NDArray features = new RunVectors(run).features(scope, SearchLimit.NONE);
            NDArray vector = foreign.map(other -> other.reshape(1, -1))
                    .orElseGet(() -> features.get(own.orElseThrow()).reshape(1, -1));
            cosines = NeighborSearch.cosines(features, vector);
        }
        int self = own.orElse(-1);
        int[] clusters = AssignmentTable.read(run.folder()).clusters();
        List<SimilarImage> similar = IntStream.range(0, cosines.length)
                .filter(other -> other != self)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer other) -> -cosines[other])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .map(other -> new SimilarImage(
                        other, run.item(other), cosines[other], other < clusters.length ? clusters[other] : -1))
                .toList();
        return new SimilarImages(
                run.folder().toString(),
                own.isPresent() ? run.item(self) : image,
                own,
                Signal.FEATURES.name(),
                similar);
    }

    private static void draw(EvaluatedRun run, byte[] image, SimilarImages found, Path file) {
        byte[] others = ImageSheet.pixels(
                run, found.similar().stream().map(SimilarImage::index).toList());
        byte[] all = new byte[image.length + others.length];
        System.arraycopy(image, 0, all, 0, image.length);
        System.arraycopy(others, 0, all, image.length, others.length);
        new ImageSheet(run.pictureShape(), 1, COLUMNS).write(all, file, "png");
    }

    @Override
    public ImageCheck check(Path folder, double threshold) {
        try (TrainedRun trained = runs.open(folder)) {
            return check(trained.evaluated(), threshold);
        }
    }

    @Override
    public ImageCheck check(EvaluatedRun run, double threshold) {
        return new ImageFindings(run, threshold, SearchLimit.NONE).write();
    }
}

package org.clade.run.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.LabelFeatures;
import org.clade.api.evaluation.TransformedImages;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.support.ArrayRows;

/**
 * A run at an evaluation, as other bundles see it.
 *
 * @param id the run's id
 * @param folder the folder that belongs to the evaluation
 * @param recipe the recipe of the network
 * @param seed the seed of the run
 * @param dataset the images
 * @param clean the view for evaluation
 * @param inference predicts on the images
 * @param evaluation the result, computed at the first request if necessary
 * @param counts how many images of each class are in each cluster, if the evaluation shows only some images
 * @param known what the network has said of the images already, a row for each
 */
public record EvaluationView(
        String id,
        Path folder,
        Recipe recipe,
        long seed,
        Dataset dataset,
        Pipeline clean,
        Inference inference,
        Supplier<Evaluation> evaluation,
        Optional<int[][]> counts,
        Optional<Predictions> known)
        implements EvaluatedRun {

    private RunScope run() {
        return inference.run();
    }

    @Override
    public DatasetInfo data() {
        return dataset.info();
    }

    @Override
    public ImageShape shape() {
        return run().images().shape();
    }

    @Override
    public int images() {
        return run().images().size();
    }

    @Override
    public String item(int image) {
        return dataset.item(run().images().item(image));
    }

    @Override
    public Optional<Path> file(int image) {
        return dataset.file(run().images().item(image));
    }

    @Override
    public byte[] thumbnail(int image, int side) {
        return shape().isVector()
                ? vectorPictures().thumbnail(image, side)
                : dataset.thumbnail(run().images().item(image), side);
    }

    @Override
    public List<Optional<byte[]>> thumbnails(int[] images, int side) {
        return shape().isVector()
                ? IntStream.of(images)
                        .mapToObj(image -> Optional.of(vectorPictures().thumbnail(image, side)))
                        .toList()
                : dataset.thumbnails(
                        IntStream.of(images).map(run().images()::item).toArray(), side);
    }

    private VectorPictures vectorPictures() {
        return new VectorPictures(dataset, run().images(), host());
    }

    @Override
    public Optional<int[]> labels() {
        return run().images().labels();
    }

    @Override
    public Assignments assignments() {
        return evaluation.get().assignments();
    }

    @Override
    public Optional<int[][]> classCounts() {
        return counts.or(EvaluatedRun.super::classCounts);
    }

    @Override
    public LabelFeatures sample() {
        return evaluation.get().sample();
    }

    @Override
    public Set<Signal> signals() {
        return run().network().signals();
    }

    @Override
    public Signal decision() {
        return run().network().decision();
    }

    @Override
    public NDManager host() {
        return run().host();
    }

    @Override
    public NDManager device() {
        return run().device();
    }

    @Override
    public int[] order() {
        return run().random().evaluation(images());
    }

    @Override
    public int inferenceBatch() {
        return inference.inferenceBatch();
    }

    @Override
    public boolean normalizesTogether() {
        return inference.mode() == ForwardMode.BATCH_STATISTICS;
    }

    @Override
    public NDArray pixels(int[] images, NDManager scope) {
        return run().images().gather(images, 0, images.length, scope);
    }

    @Override
    public ImageShape pictureShape() {
        return shape().isVector() ? VectorPictures.SHAPE : shape();
    }

    @Override
    public NDArray pictures(int[] images, NDManager scope) {
        return shape().isVector() ? vectorPictures().of(images, scope) : pixels(images, scope);
    }

    @Override
    public Predictions look(int[] images, Set<Signal> wanted, NDManager keeper) {
        return known.filter(seen -> seen.signals().containsAll(wanted))
                .map(seen -> rows(seen, images, wanted, keeper))
                .orElseGet(() -> inference.all(clean, wanted, images, keeper, count -> {}));
    }

    private static Predictions rows(Predictions seen, int[] images, Set<Signal> wanted, NDManager keeper) {
        Map<Signal, NDArray> rows = new LinkedHashMap<>();
        wanted.forEach(signal -> rows.put(signal, ArrayRows.pick(seen.get(signal), images, keeper)));
        return new Predictions(rows);
    }

    @Override
    public Optional<TransformedImages> transformed(int[] images, NDManager scope) {
        return run().engine().autograd().noGrad(() -> {
            NDArray before = seen(images, scope);
            return run().network()
                    .transformed(before, inference.mode())
                    .map(after -> new TransformedImages(before, after));
        });
    }

    @Override
    public Optional<NDArray> attention(int[] images, NDManager scope) {
        return run().engine().autograd().noGrad(() -> run().network().attention(seen(images, scope), inference.mode()));
    }

    private NDArray seen(int[] images, NDManager scope) {
        return clean.apply(pixels(images, scope), run().random().clean());
    }

    @Override
    public void checkStop() {
        run().cancellation().throwIfCanceled();
    }
}

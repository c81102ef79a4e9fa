package org.clade.run.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.clade.run.support.ArrayRows;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;

/**
 * Inference on clean images. With running statistics, an inference batch at a time goes through the network. With batch
 * statistics, each inference batch is normalized on its own, and several small ones go through the network together.
 *
 * @param run the run
 * @param mode the mode of batch normalization; with batch statistics, the predictions depend on the inference batches
 * @param inferenceBatch images in an inference batch
 */
public record Inference(RunScope run, ForwardMode mode, int inferenceBatch) {

    /** Pixels of small inference batches that go through the network together: enough for every thread, and some hundreds of megabytes of feature maps. */
    private static final long PIXELS = 1 << 18;

    /** Pixels that go through the network together at most, where the number of images does not matter: beyond that memory grows and speed does not. */
    private static final long MOST_PIXELS = 1 << 20;

    /** Receives predictions. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Receives the predictions of some images.
         *
         * @param from position of its first image in the indices
         * @param to behind its last image
         * @param predictions a row for each image; freed afterwards unless attached elsewhere
         */
        void take(int from, int to, Predictions predictions);
    }

    /** {@return a copy with another token} */
    public Inference with(CancellationToken cancellation) {
        return new Inference(run.with(cancellation), mode, inferenceBatch);
    }

    /** {@return the order of all images: random if the predictions depend on the inference batches} */
    public int[] order() {
        int n = run.images().size();
        return mode == ForwardMode.BATCH_STATISTICS ? run.random().evaluation(n) : RandomStreams.range(n);
    }

    /**
     * Predicts on images.
     *
     * @param view the clean view
     * @param wanted the signals to predict
     * @param indices the images, in this order
     * @param receiver receives the predictions, some at a time
     */
    void each(Pipeline view, Set<Signal> wanted, int[] indices, Receiver receiver) {
        each(view, from -> run.random().clean(), wanted, indices, receiver);
    }

    private void each(
            Pipeline view, IntFunction<RandomStream> draws, Set<Signal> wanted, int[] indices, Receiver receiver) {
        run.engine().autocast().withFrozenWeights(() -> {
            batches(view, draws, wanted, indices, receiver);
            return null;
        });
    }

    private void batches(
            Pipeline view, IntFunction<RandomStream> draws, Set<Signal> wanted, int[] indices, Receiver receiver) {
        int batch = together(mode, inferenceBatch, run.images().shape());
        for (int from = 0; from < indices.length; from += batch) {
            int start = from;
            int end = Math.min(indices.length, from + batch);
            try (NDManager scope = run.device().newSubManager()) {
                receiver.take(start, end, run.engine().autograd().noGrad(() -> run.network()
                        .predict(
                                view.apply(run.images().gather(indices, start, end, scope), draws.apply(start)),
                                wanted,
                                mode,
                                inferenceBatch * view.copies())));
            }
            run.cancellation().throwIfCanceled();
        }
    }

    /**
     * Computes how many images of a trained run go through the network at once.
     *
     * @param recipe the recipe of the run
     * @param image the shape of an image
     * @return as the other method says
     */
    public static int together(Recipe recipe, ImageShape image) {
        return together(recipe.training().inference(), recipe.training().inferenceBatch(), image);
    }

    /**
     * Computes how many images go through the network at once.
     *
     * @param mode the mode of batch normalization
     * @param inferenceBatch images in an inference batch
     * @param image the shape of an image
     * @return a multiple of the inference batch if its images are normalized together, otherwise at most the inference batch
     */
    public static int together(ForwardMode mode, int inferenceBatch, ImageShape image) {
        long pixels = (long) image.height() * image.width();
        if (mode != ForwardMode.BATCH_STATISTICS) {
            return (int) Math.max(1, Math.min(inferenceBatch, MOST_PIXELS / pixels));
        }
        return inferenceBatch * (int) Math.max(1, PIXELS / pixels / inferenceBatch);
    }

    /**
     * Predicts on images and keeps the predictions in main memory.
     *
     * @param view the clean view
     * @param wanted the signals to predict; if there are none, the network does not run
     * @param indices the images, in this order
     * @param keeper holds the result
     * @param seen receives the number of further images done
     * @return a row for each image
     */
    public Predictions all(Pipeline view, Set<Signal> wanted, int[] indices, NDManager keeper, IntConsumer seen) {
        return all(view, from -> run.random().clean(), wanted, indices, keeper, seen);
    }

    /**
     * Predicts on a view of images, which may be random, and keeps the predictions.
     *
     * @param view the view; the rows of an image's copies are adjacent
     * @param draws its draws, by the position of a batch's first image in the indices
     * @param wanted the signals to predict; if there are none, the network does not run
     * @param indices the images, in this order
     * @param keeper holds the result; its device receives it
     * @param seen receives the number of further images done
     * @return a row for each image and copy
     */
    public Predictions all(
            Pipeline view,
            IntFunction<RandomStream> draws,
            Set<Signal> wanted,
            int[] indices,
            NDManager keeper,
            IntConsumer seen) {
        Map<Signal, List<NDArray>> parts = new LinkedHashMap<>();
        wanted.forEach(signal -> parts.put(signal, new ArrayList<>()));
        if (!wanted.isEmpty()) {
            each(view, draws, wanted, indices, (from, to, some) -> {
                parts.forEach((signal, list) -> list.add(ArrayRows.keep(some.get(signal), keeper)));
                seen.accept(to - from);
            });
        }
        Map<Signal, NDArray> whole = new LinkedHashMap<>();
        parts.forEach((signal, list) -> {
            NDList pieces = new NDList(list);
            whole.put(signal, pieces.size() == 1 ? pieces.head() : NDArrays.concat(pieces));
            if (pieces.size() > 1) {
                pieces.close();
            }
        });
        return new Predictions(whole);
    }
}

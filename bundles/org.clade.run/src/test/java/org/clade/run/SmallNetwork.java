package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;

/** Pixels, a linear layer, batch normalization of the simplest kind, ReLU: the features; a linear layer, softmax: the labels. */
public final class SmallNetwork implements Network {

    public static final int WIDTH = 8;

    private final NDManager manager;
    private final NDArray first;
    private final NDArray second;
    private final NDArray mean;

    public SmallNetwork(int pixels, int clusters, NDManager parent, long seed) {
        manager = parent.newSubManager();
        first = weight("first", new Shape(pixels, WIDTH), seed);
        second = weight("second", new Shape(WIDTH, clusters), seed);
        mean = manager.zeros(new Shape(1, WIDTH));
        mean.setName("runningMean");
    }

    private NDArray weight(String name, Shape shape, long seed) {
        float[] values = RandomStream.of(seed).derive(name).uniform((int) shape.size(), -1, 1);
        NDArray weight = manager.create(values, shape);
        weight.setName(name);
        weight.setRequiresGradient(true);
        return weight;
    }

    @Override
    public Set<Signal> signals() {
        return Set.of(Signal.FEATURES, Signal.PROBABILITIES);
    }

    @Override
    public Signal decision() {
        return Signal.PROBABILITIES;
    }

    @Override
    public Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode, int together) {
        NDArray sums = images.reshape(images.getShape().get(0), -1).matMul(first);
        if (mode == ForwardMode.MEASURING) {
            sums.mean(new int[] {0}, true).copyTo(mean);
        }
        NDArray centerd = mode == ForwardMode.BATCH_STATISTICS ? centerd(sums, together) : sums.sub(mean);
        NDArray features = centerd.maximum(0);
        return new Predictions(Map.of(
                Signal.FEATURES,
                features,
                Signal.PROBABILITIES,
                features.matMul(second).softmax(1)));
    }

    private static NDArray centerd(NDArray sums, int together) {
        NDList groups = new NDList();
        long rows = sums.getShape().get(0);
        for (long from = 0; from < rows; from += together) {
            NDArray group = sums.get(new NDIndex().addSliceDim(from, Math.min(rows, from + together)));
            groups.add(group.sub(group.mean(new int[] {0}, true)));
        }
        return NDArrays.concat(groups);
    }

    @Override
    public Optional<NDArray> transformed(NDArray images, ForwardMode mode) {
        return Optional.empty();
    }

    @Override
    public Map<String, NDArray> stateDict() {
        return Map.of("first", first, "second", second, "mean", mean);
    }

    @Override
    public NDList weights() {
        return new NDList(first, second);
    }

    @Override
    public long parameters() {
        return first.size() + second.size();
    }

    @Override
    public void save(OutputStream out) throws IOException {
        new NDList(first, second, mean).encode(out);
    }

    @Override
    public void load(InputStream in) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            NDList saved = NDList.decode(scope, in);
            for (NDArray weight : weights()) {
                weight.setRequiresGradient(false);
                saved.get(weight.getName()).copyTo(weight);
                weight.setRequiresGradient(true);
            }
            saved.get(mean.getName()).copyTo(mean);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

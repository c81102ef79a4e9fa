package org.clade.run.features;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.StageInsert;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.variant.Bound;

/** A pretrained network in memory, which computes features and does not change. */
final class FrozenNetwork implements AutoCloseable {

    private static final double WHITE = 255;

    /** Red, green and blue of a gray value, as Pillow has them. */
    private static final float[] GRAY = {19595, 38470, 7471};

    private static final int GRAY_UNIT = 1 << 16;

    /** A backbone whose width does not depend on the number of clusters ignores it. */
    private static final int CLUSTERS = 10;

    private final TensorEngine engine;
    private final Precision precision;
    private final NDManager scope;
    private final NDManager host;
    private final Block block;
    private final Preprocessing preprocessing;
    private final NDArray factor;
    private final NDArray shift;
    private final NDArray gray;
    private final int width;

    private FrozenNetwork(
            TensorEngine engine,
            Precision precision,
            NDManager scope,
            NDManager host,
            Block block,
            Preprocessing preprocessing,
            int width) {
        this.engine = engine;
        this.precision = precision;
        this.scope = scope;
        this.host = host;
        this.block = block;
        this.preprocessing = preprocessing;
        this.width = width;
        int channels = preprocessing.channels();
        float[] factors = new float[channels];
        float[] shifts = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double deviation = preprocessing.deviation().get(channel);
            factors[channel] = (float) (1 / (WHITE * deviation));
            shifts[channel] = (float) (preprocessing.mean().get(channel) / deviation);
        }
        this.factor = scope.create(factors, new Shape(1, channels, 1, 1));
        this.shift = scope.create(shifts, new Shape(1, channels, 1, 1));
        this.gray = scope.create(GRAY, new Shape(1, GRAY.length, 1, 1));
    }

    /**
     * Loads a network.
     *
     * @param backbone its part
     * @param preprocessing how images are prepared
     * @param engine the engine
     * @param device the device
     * @param precision of convolutions and matrix products
     * @return the network, closed by the caller
     * @throws org.clade.api.part.RefusedException if the file of weights does not fit
     */
    static FrozenNetwork load(
            Bound<Backbone> backbone,
            Preprocessing preprocessing,
            TensorEngine engine,
            Device device,
            Precision precision) {
        BackboneRequest request =
                new BackboneRequest(preprocessing.image(), CLUSTERS, backbone.settings(), StageInsert.NONE);
        NDManager scope = engine.newManager(device);
        NDManager host = engine.newManager(Device.cpu());
        try {
            int width = backbone.part().featureShape(request).size();
            Block block = backbone.part().build(request);
            int crop = preprocessing.crop();
            block.initialize(scope, DataType.FLOAT32, new Shape(1, preprocessing.channels(), crop, crop));
            return new FrozenNetwork(engine, precision, scope, host, block, preprocessing, width);
        } catch (RuntimeException e) {
            scope.close();
            host.close();
            throw e;
        }
    }

    /** {@return numbers of a feature vector} */
    int width() {
        return width;
    }

    /**
     * Computes features.
     *
     * @param images begins with count×channels×crop×crop bytes
     * @param count how many images
     * @param channels 1 or 3
     * @return count×width numbers
     */
    float[] features(ByteBuffer images, int count, int channels) {
        int crop = preprocessing.crop();
        try (NDManager read = host.newSubManager();
                NDManager work = scope.newSubManager()) {
            NDArray bytes = read.create(
                    images.slice(0, count * channels * crop * crop),
                    new Shape(count, channels, crop, crop),
                    DataType.UINT8);
            NDArray moved = bytes.toDevice(work.getDevice(), true);
            moved.attach(work);
            return engine.autograd().noGrad(() -> computed(moved, work));
        }
    }

    private float[] computed(NDArray bytes, NDManager work) {
        try (NDManager inputs = work.newSubManager()) {
            bytes.tempAttach(inputs);
            NDArray input =
                    seen(bytes.toType(DataType.FLOAT32, false)).mul(factor).subi(shift);
            NDList options = new NDList(engine.operators().channelsLast(input));
            NDArray features = engine.autocast().run(precision, scope.getDevice(), () -> block.forward(
                            new ParameterStore(scope, false), options, false, ForwardMode.EVALUATION.options(engine))
                    .head());
            return engine.operators().toFloat32(features).toFloatArray();
        }
    }

    /** Sums of whole numbers below 2^24 are exact in float32. */
    private NDArray seen(NDArray pixels) {
        boolean colors = pixels.getShape().get(1) == GRAY.length;
        return colors && preprocessing.channels() == 1
                ? pixels.mul(gray)
                        .sum(new int[] {1}, true)
                        .addi(GRAY_UNIT / 2)
                        .divi(GRAY_UNIT)
                        .floor()
                : pixels;
    }

    @Override
    public void close() {
        scope.close();
        host.close();
    }
}

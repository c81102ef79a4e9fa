package org.clade.benchmarks;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.StandaloneEngine;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The tensor engine and input data for benchmarks. */
@State(Scope.Benchmark)
public class Engine {

    private final TensorEngine engine = new StandaloneEngine();
    private final NDManager manager = engine.newManager(Device.cpu());

    /** {@return a manager for the arrays of one call; closed by the caller} */
    public NDManager scope() {
        return manager.newSubManager();
    }

    /** {@return 8-bit images of noise, kept until the end} */
    public NDArray images(int count, int channels, int size) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(count * channels * size * size);
        byte[] image = new byte[channels * size * size];
        SplittableRandom random = new SplittableRandom(1);
        while (pixels.hasRemaining()) {
            random.nextBytes(image);
            pixels.put(image);
        }
        return manager.create(pixels.flip(), new Shape(count, channels, size, size), DataType.UINT8);
    }

    /** {@return rows with sum 1, as from a softmax, kept until the end} */
    public NDArray probabilities(int rows, int columns) {
        return engine.autograd().noGrad(() -> {
            engine.seed(1);
            return manager.randomNormal(new Shape(rows, columns)).mul(3f).softmax(1);
        });
    }

    /** {@return rows of length 1, kept until the end} */
    public NDArray unitVectors(int rows, int columns) {
        return engine.autograd().noGrad(() -> {
            NDArray vectors = probabilities(rows, columns);
            return vectors.div(vectors.norm(new int[] {1}, true));
        });
    }

    /** Frees everything. */
    @TearDown(Level.Trial)
    public void close() {
        manager.close();
    }
}

package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.engine.Ceiling;
import org.clade.api.engine.Precision;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Measures with matrices of 2048×2048 and copies of 256 MB. */
@Component
public final class TorchSpeedMeter implements SpeedMeter {

    private static final int SIZE = 2048;
    private static final int NUMBERS = 1 << 26;
    private static final int TRIALS = 8;
    private static final double GIGA = 1e9;

    private final TensorEngine engine;

    @Activate
    public TorchSpeedMeter(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public Ceiling measure(Device device) {
        double work = 2.0 * SIZE * SIZE * SIZE / GIGA;
        double bytes = (double) NUMBERS * Float.BYTES / GIGA;
        return new Ceiling(
                work / product(Precision.FP32, device),
                offersBfloat16(device) ? work / product(Precision.BF16, device) : 0,
                bytes / copy(device));
    }

    private boolean offersBfloat16(Device device) {
        try {
            return engine.autocast().precision("bf16", device) == Precision.BF16;
        } catch (RefusedException e) {
            return false;
        }
    }

    private double product(Precision precision, Device device) {
        try (NDManager scope = engine.newManager(device)) {
            NDArray matrix = scope.ones(new Shape(SIZE, SIZE));
            return best(() -> {
                try (NDArray product = engine.autograd()
                        .noGrad(() -> engine.autocast().run(precision, device, () -> matrix.matMul(matrix)))) {
                    await(product);
                }
            });
        }
    }

    private double copy(Device device) {
        try (NDManager scope = engine.newManager(device)) {
            NDList from = new NDList(scope.ones(new Shape(NUMBERS)));
            NDList to = new NDList(scope.zeros(new Shape(NUMBERS)));
            return best(() -> {
                engine.operators().copy(from, to);
                await(to.head());
            });
        }
    }

    /** A GPU returns at once and computes later; reading a number waits for it. */
    private void await(NDArray array) {
        if (array.getDevice().isGpu()) {
            try (NDArray number = engine.operators().toFloat32(array.flatten().get(0))) {
                number.getFloat();
            }
        }
    }

    private static double best(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / GIGA);
        }
        return best;
    }
}

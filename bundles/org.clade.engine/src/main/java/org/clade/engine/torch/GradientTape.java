package org.clade.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtGradientCollector;
import ai.djl.training.GradientCollector;
import java.util.concurrent.atomic.AtomicReference;

/** A recording of gradients. libtorch's switch is the thread's, DJL's is the JVM's: one recording at a time. */
final class GradientTape implements GradientCollector {

    private static final AtomicReference<Thread> RECORDING = new AtomicReference<>();

    private final GradientCollector collector;

    GradientTape() {
        Thread other = RECORDING.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            throw new IllegalStateException(
                    "Gradients are being recorded by thread " + other.getName()
                            + " already. A process records one training step at a time; start a second process for a second run.");
        }
        collector = new PtGradientCollector();
    }

    @Override
    public void backward(NDArray target) {
        collector.backward(target);
    }

    @Override
    public void zeroGradients() {
        collector.zeroGradients();
    }

    @Override
    public void close() {
        if (RECORDING.compareAndSet(Thread.currentThread(), null)) {
            collector.close();
        }
    }
}

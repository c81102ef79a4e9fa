package org.clade.run.training;

import ai.djl.Device;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.run.support.FrameworkSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread beside a run's own, which does one piece of work at a time, without gradients. The run waits for the end of it
 * before it comes to a point where it may be cut, so at such a point nothing is in work.
 */
public final class PrefetchThread implements AutoCloseable {

    /** The framework's property that decides whether there is one: auto, on or off. */
    static final String KEY = "clade.run.ahead";

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final TensorEngine engine;
    private final ExecutorService executor;
    private volatile Thread thread;
    private volatile boolean awaited;
    private Future<?> work;

    /**
     * A thread that waits for work.
     *
     * @param engine computes
     */
    PrefetchThread(TensorEngine engine) {
        this.engine = engine;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            thread = new Thread(task, "clade-run-ahead");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The thread for a run, where one is wanted.
     *
     * @param engine computes
     * @param device with what
     * @return the thread, nothing where it would only be in the way
     * @throws RefusedException where the property has another value
     */
    public static Optional<PrefetchThread> wanted(TensorEngine engine, Device device) {
        String wish = FrameworkSetting.of(KEY).orElse("auto");
        boolean wanted =
                switch (wish) {
                    case "on" -> true;
                    case "off" -> false;
                    case "auto" -> device.isGpu()
                            || Runtime.getRuntime().availableProcessors()
                                    > engine.info().threads();
                    default -> throw new RefusedException("%s is “%s”; it is auto, on or off.".formatted(KEY, wish));
                };
        return wanted ? Optional.of(new PrefetchThread(engine)) : Optional.empty();
    }

    /** Begins work; the one before is over. */
    void begin(Runnable task) {
        work = executor.submit(() -> engine.autograd().noGrad(() -> {
            task.run();
            return null;
        }));
    }

    /** Waits until the work is over, if there is any. What it throws is dropped: whoever misses its result does it again. */
    void await() {
        boolean interrupted = false;
        awaited = true;
        try {
            while (work != null) {
                try {
                    work.get();
                    work = null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    LOG.debug("Work ahead failed; the run does it itself", e.getCause());
                    work = null;
                }
            }
        } finally {
            awaited = false;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return this thread where the run waits for it, otherwise the run's own; asked by another thread} */
    public Thread busy(Thread own) {
        Thread second = thread;
        return awaited && second != null ? second : own;
    }

    @Override
    public void close() {
        await();
        executor.shutdown();
    }
}

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
 * A second thread of a run. It does one task at a time, without gradients. The run waits for the task before the end of each
 * step, so the thread is idle at every point where a run may stop.
 */
public final class PrefetchThread implements AutoCloseable {

    /** The framework's property that turns the thread on: auto, on or off. */
    static final String KEY = "clade.run.ahead";

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final TensorEngine engine;
    private final ExecutorService executor;
    private volatile Thread thread;
    private volatile boolean awaited;
    private Future<?> work;

    PrefetchThread(TensorEngine engine) {
        this.engine = engine;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            thread = new Thread(task, "clade-run-ahead");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Creates the thread of a run, if it is useful.
     *
     * @param engine the engine
     * @param device where
     * @return the thread; empty if the run needs all processors
     * @throws RefusedException if the property has another value
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
                    default -> throw new RefusedException(
                            "%s is “%s”; it must be auto, on or off.".formatted(KEY, wish));
                };
        return wanted ? Optional.of(new PrefetchThread(engine)) : Optional.empty();
    }

    /** Begins a task; the previous one is over. */
    void begin(Runnable task) {
        work = executor.submit(() -> engine.autograd().noGrad(() -> {
            task.run();
            return null;
        }));
    }

    /** Waits for the end of the task, if there is one. Ignores its exceptions: the run then does the work itself. */
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
                    LOG.debug("Prefetching failed; the run does the work itself", e.getCause());
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

    /** {@return this thread if the run waits for it, otherwise the run's own; called by another thread} */
    public Thread busy(Thread own) {
        Thread prefetch = thread;
        return awaited && prefetch != null ? prefetch : own;
    }

    @Override
    public void close() {
        await();
        executor.shutdown();
    }
}

package org.clade.engine.tuning;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.clade.engine.natives.NativeFunctions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GNU's OpenMP library, which libtorch for Linux computes with, and how long its threads spin before they sleep. That is fixed when a
 * process starts, with one exception in its manual (GOMP_SPINCOUNT): with more OpenMP threads than processors, threads spin 100 times
 * instead of 300,000. So this class adds idle threads for short spinning, and ends them for long spinning.
 */
final class OpenMpThreads {

    private static final Logger LOG = LoggerFactory.getLogger(OpenMpThreads.class);

    private final Function parallel;
    private final Function number;
    private final int processors;
    private Optional<Idle> idle = Optional.empty();

    /** A thread with its own team, both idle until the thread ends. */
    private record Idle(Thread thread, CountDownLatch end) {}

    private OpenMpThreads(String library) {
        parallel = Function.getFunction(library, "GOMP_parallel");
        number = Function.getFunction(library, "omp_get_thread_num");
        processors = Function.getFunction(library, "omp_get_num_procs").invokeInt(new Object[0]);
    }

    /**
     * Finds the library.
     *
     * @param natives the folder of libtorch's libraries, which are loaded
     * @return its threads, if libtorch computes with it
     */
    static Optional<OpenMpThreads> of(Path natives) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(natives, "libgomp*.so*")) {
            Iterator<Path> libraries = found.iterator();
            return libraries.hasNext()
                    ? NativeFunctions.where(
                            () -> new OpenMpThreads(libraries.next().toString()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Lets waiting threads spin for milliseconds before they sleep, or hardly at all.
     *
     * @param spin whether for milliseconds
     * @throws InterruptedException if this thread is interrupted while it waits for others to begin or to end
     */
    void spin(boolean spin) throws InterruptedException {
        if (spin && idle.isPresent()) {
            idle.get().end().countDown();
            idle.get().thread().join();
            idle = Optional.empty();
            LOG.info("Processors are free: libtorch's threads spin again");
        } else if (!spin && idle.isEmpty()) {
            idle = Optional.of(addIdle());
            LOG.info("Other threads need the processors: libtorch's threads sleep");
        }
    }

    private Idle addIdle() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    // Any function creates the team; this one only distinguishes its threads.
                    parallel.invokeVoid(new Object[] {number, Pointer.NULL, processors + 1, 0});
                    begun.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clade-engine-idle");
        thread.setDaemon(true);
        thread.start();
        begun.await();
        return new Idle(thread, end);
    }
}

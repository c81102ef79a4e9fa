package org.clade.engine.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures every second whether other threads need the processors, and lets libtorch's threads spin or sleep accordingly (ADR 0027). */
final class SpinMonitor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SpinMonitor.class);
    private static final List<String> USERS_CHOICE = List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT");

    private final CpuContention contention;
    private final OpenMpThreads threads;
    private final SpinPolicy spinning = new SpinPolicy();

    private SpinMonitor(CpuContention contention, OpenMpThreads threads) {
        this.contention = contention;
        this.threads = threads;
    }

    /**
     * Begins to measure, unless the user has chosen how threads wait or this system does not count or allow it.
     *
     * @param natives the folder of libtorch's libraries, which are loaded
     * @param environment variables of this process
     * @return the thread that measures until it is interrupted, if there is one
     */
    static Optional<Thread> begin(Path natives, Map<String, String> environment) {
        CpuContention contention = new CpuContention(CpuContention.TASKS);
        if (USERS_CHOICE.stream().anyMatch(environment::containsKey) || !contention.counts()) {
            return Optional.empty();
        }
        return OpenMpThreads.of(natives).map(threads -> {
            Thread watch = new Thread(new SpinMonitor(contention, threads), "clade-engine-watch");
            watch.setDaemon(true);
            watch.start();
            return watch;
        });
    }

    @Override
    public void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                threads.spin(spinning.after(contention.waited()));
            }
        } catch (IOException e) {
            LOG.debug("How long threads wait for a processor can no longer be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.clade.sweep.trial;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.clade.base.product.ProductProcess;
import org.clade.sweep.state.Lease;
import org.clade.sweep.state.Trial;
import org.clade.sweep.state.TrialEnd;

/** An attempt at a trial in this process's care. */
final class RunningTrial {

    private static final int DONE = 0;
    private static final int REFUSED = 2;
    private static final int COLLAPSED = 5;
    private static final Set<Integer> STOPPED = Set.of(130, 143);
    private static final long STOP_SECONDS = 20;

    private final Trial trial;
    private final int number;
    private final Lease lease;
    private final Path attempt;
    private final long begun = System.nanoTime();
    private Process process;
    private Optional<Path> resumed;

    RunningTrial(Trial trial, int number, Lease lease, Path attempt) {
        this.trial = trial;
        this.number = number;
        this.lease = lease;
        this.attempt = attempt;
    }

    /** Begins a process, from the start or from a checkpoint. */
    void begin(Process started, Optional<Path> from) {
        process = started;
        resumed = from;
        lease.child(started.toHandle());
    }

    Trial trial() {
        return trial;
    }

    int number() {
        return number;
    }

    Lease lease() {
        return lease;
    }

    /** {@return whether its process runs} */
    boolean runs() {
        return process.isAlive();
    }

    /** {@return whether the run could not be resumed, so that it must begin again} */
    boolean refusedToResume() {
        return resumed.isPresent() && process.exitValue() == REFUSED;
    }

    /** {@return whether a signal stopped it, so that it neither failed nor has a result: Ctrl-C reaches trainings too} */
    boolean stopped() {
        return STOPPED.contains(process.exitValue());
    }

    /** {@return the run that has a result, if the process ended with one} */
    Optional<Path> result() {
        int code = process.exitValue();
        return code == DONE || code == COLLAPSED ? resumed.or(() -> RunFolders.of(attempt)) : Optional.empty();
    }

    /** {@return how it ended, with the folder of a result relative to the sweep's} */
    TrialEnd end(Path sweep) {
        Optional<Path> run = result();
        return new TrialEnd(
                trial.id(),
                number,
                lease.holder().worker(),
                run.map(folder -> sweep.relativize(folder).toString().replace('\\', '/'))
                        .orElse(""),
                (System.nanoTime() - begun) / 1e9,
                process.exitValue(),
                run.isPresent() ? "" : failure());
    }

    private String failure() {
        return ProductProcess.complaint(attempt)
                .orElseGet(() -> "It ended with code %s; its output cannot be read.".formatted(process.exitValue()));
    }

    /** Asks the process to end, which writes a checkpoint first. */
    void ask() {
        process.destroy();
    }

    /** Ends the process. */
    void await() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

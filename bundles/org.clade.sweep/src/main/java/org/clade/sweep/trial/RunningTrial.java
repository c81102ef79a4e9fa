package org.clade.sweep.trial;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.base.product.ProductProcess;
import org.clade.sweep.state.Lease;
import org.clade.sweep.state.Trial;
import org.clade.sweep.state.TrialEnd;

/** An attempt at a trial in this process's care. */
final class RunningTrial {

    private static final int REFUSED = 2;

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
        return ProductProcess.stopped(process.exitValue());
    }

    /** {@return the run that has a result, if the process ended with one} */
    Optional<Path> result() {
        return ProductProcess.succeeded(process.exitValue())
                ? resumed.or(() -> RunFolders.of(attempt))
                : Optional.empty();
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
        ProductProcess.awaitEnd(process);
    }
}

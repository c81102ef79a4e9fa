package org.clade.run.swap;

import java.util.List;
import org.clade.api.run.PartSwap;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunHandle;

/** A swap that a user asked for, and what became of it. */
public final class RequestedSwap implements PartSwap {

    private final RunHandle run;
    private final List<Replacement> replacements;
    private final AvailableParts known;
    private State state = State.WAITING;
    private String sentence;

    /**
     * A swap that waits.
     *
     * @param run the run
     * @param replacements which parts replace which
     * @param known the parts that are there
     */
    public RequestedSwap(RunHandle run, List<Replacement> replacements, AvailableParts known) {
        this.run = run;
        this.replacements = List.copyOf(replacements);
        this.known = known;
        this.sentence = "Run %s takes %s after this large batch."
                .formatted(
                        run.id(),
                        String.join(
                                ", ",
                                replacements.stream().map(Replacement::toString).toList()));
    }

    /** {@return which parts replace which} */
    List<Replacement> replacements() {
        return replacements;
    }

    /** {@return the parts that were there when it was asked for} */
    AvailableParts known() {
        return known;
    }

    /** Sets what became of it. */
    synchronized void become(State now, String why) {
        state = now;
        sentence = why;
        notifyAll();
    }

    /** The run is over: a swap that still waits is refused. */
    public synchronized void over() {
        if (state == State.WAITING) {
            become(State.REFUSED, "Run %s ended before it came to the swap; nothing was swapped.".formatted(run.id()));
        }
        notifyAll();
    }

    @Override
    public RunHandle run() {
        return run;
    }

    @Override
    public synchronized State state() {
        return state;
    }

    @Override
    public synchronized String sentence() {
        return sentence;
    }

    @Override
    public synchronized State await() throws InterruptedException {
        while (state == State.WAITING) {
            wait();
        }
        return state;
    }

    @Override
    public synchronized State awaitOutcome() throws InterruptedException {
        while (state == State.WAITING || state == State.TAKEN && !run.state().ended()) {
            wait();
        }
        return state;
    }
}

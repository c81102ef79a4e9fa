package org.clade.run.swap;

import java.util.List;
import org.clade.api.run.PartSwap;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunHandle;

/** A swap requested by a user, and its result. */
public final class RequestedSwap implements PartSwap {

    private final RunHandle run;
    private final List<Replacement> replacements;
    private final AvailableParts known;
    private State state = State.WAITING;
    private String sentence;

    /**
     * A waiting swap.
     *
     * @param run the run
     * @param replacements which parts replace which
     * @param known the available parts
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

    /** {@return the available parts at the time of the request} */
    AvailableParts known() {
        return known;
    }

    /** Sets the result. */
    synchronized void become(State now, String why) {
        state = now;
        sentence = why;
        notifyAll();
    }

    /** Refuses a swap that still waits, since the run is over. */
    public synchronized void over() {
        if (state == State.WAITING) {
            become(State.REFUSED, "Run %s ended before the swap and kept its parts.".formatted(run.id()));
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

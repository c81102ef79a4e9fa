package org.clade.run.progress;

import org.clade.api.part.RefusedException;

/** A loss became infinite or not a number. */
public final class NonFiniteLossException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final String brief;

    /**
     * The end of training, unless the part that gave the loss is on trial.
     *
     * @param task what gave the loss
     * @param value the loss
     */
    NonFiniteLossException(String task, double value) {
        super(("The loss of task %s is %s; training cannot go on. Lower the learning rate or look at the last"
                        + " operations of the training view.")
                .formatted(task, value));
        brief = "The loss of task %s is %s.".formatted(task, value);
    }

    /** {@return what happened, for a training that goes on} */
    public String brief() {
        return brief;
    }
}

package org.clade.run.progress;

import org.clade.api.part.RefusedException;

/** Thrown if a loss is infinite or not a number. */
public final class NonFiniteLossException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final String brief;

    /**
     * An exception that ends training, unless the part with this loss is on trial.
     *
     * @param task the task of the loss
     * @param value the loss
     */
    NonFiniteLossException(String task, double value) {
        super(("The loss of task %s is %s; training cannot continue. Lower the learning rate or check the last"
                        + " operations of the training view.")
                .formatted(task, value));
        brief = "The loss of task %s is %s.".formatted(task, value);
    }

    /** {@return the message for a training that continues} */
    public String brief() {
        return brief;
    }
}

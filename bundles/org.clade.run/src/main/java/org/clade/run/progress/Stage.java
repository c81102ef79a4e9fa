package org.clade.run.progress;

import java.util.Locale;

/** The stages of a run, for its times. */
public enum Stage {
    /** Step 1: inference on clean images. */
    TARGETS,
    /** The strategy computes targets from the predictions: k-means, assignment. */
    ASSIGN,
    /** The loop waits for the training view; the time is short if the view is drawn ahead. */
    AUGMENT,
    /** Step 2: forward, backward, update. */
    TRAIN,
    /** All images are assigned and scored. */
    EVALUATE;

    /** {@return the name in files} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

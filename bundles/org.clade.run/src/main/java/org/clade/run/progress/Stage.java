package org.clade.run.progress;

import java.util.Locale;

/** What a run spends its time on. */
public enum Stage {
    /** Step 1: inference on clean images. */
    TARGETS,
    /** The strategy computes targets from the predictions: k-means, assignment. */
    ASSIGN,
    /** The training view is made: the time that the loop waits for it, which is short if it is drawn ahead. */
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

package org.clade.run.progress;

import java.util.Locale;

/** What a run's time goes into. */
public enum Stage {
    /** Step 1: the network looks at clean images. */
    TARGETS,
    /** The strategy makes targets of what it saw: k-means, assignment. */
    ASSIGN,
    /** The training view is made: the time that the loop spends on it, which is little where it is drawn ahead. */
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

package org.clade.optimizer;

/** What weights with an entirely zero gradient do in a step. */
enum IdleWeights {
    /** They decay and keep their momentum. */
    DECAY,
    /** They and their state stay unchanged. */
    REST
}

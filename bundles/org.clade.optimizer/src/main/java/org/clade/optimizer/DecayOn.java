package org.clade.optimizer;

/** Which weights decay. */
enum DecayOn {
    /** Weights of more than one dimension, which spares biases and batch normalization. */
    MATRICES,
    /** All weights. */
    ALL
}

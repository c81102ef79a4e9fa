package org.clade.export.graph;

/** An operator that is not a function of single numbers; those are {@link org.clade.api.graph.Elementwise}. */
public enum Operator {
    CONV2D,
    LINEAR,
    BATCH_NORM,
    LAYER_NORM,
    MAX_POOL2D,
    AVG_POOL2D,
    SUM,
    MEAN,
    SOFTMAX,
    LOG_SOFTMAX,
    CLIP,
    RESHAPE,
    PERMUTE,
    SLICE,
    CAT,
    MATMUL,
    GRID_SAMPLE,
    EXPAND,
    CAST,
    OPAQUE
}

package org.clade.api.data;

/** Which part of a data set is used. The papers cluster train and test images jointly. */
public enum Split {
    /** Train and test images together, train first. */
    ALL,
    /** Train images only. */
    TRAIN,
    /** Test images only. */
    TEST
}

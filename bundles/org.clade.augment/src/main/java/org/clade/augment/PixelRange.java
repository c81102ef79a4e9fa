package org.clade.augment;

import ai.djl.ndarray.NDArray;

/** The 8-bit levels of images in 0..1, as whole numbers in float32: Pillow's numbers. */
final class PixelRange {

    private PixelRange() {}

    /** {@return round(255 x) of images; a new array} */
    static NDArray of(NDArray images) {
        return Batch.then(images.mul(255f), NDArray::round);
    }

    /** {@return levels clipped to 0..255; a new array} */
    static NDArray clipped(NDArray levels) {
        return levels.clip(0f, 255f);
    }

    /** {@return level / 255, in place} */
    static NDArray toUnit(NDArray levels) {
        return levels.divi(255f);
    }
}

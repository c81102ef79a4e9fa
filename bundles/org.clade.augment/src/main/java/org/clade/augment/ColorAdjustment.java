package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.clade.augment.host.LevelTable;

/**
 * A way to change the colors of 8-bit images as Pillow does. All except the hue blend an image x with a degenerate image d:
 * {@code trunc(d + factor (x - d))}, clipped to 0..255.
 */
enum ColorAdjustment {
    /** Blends with black. */
    BRIGHTNESS(false) {
        @Override
        void change(LevelTable gray, float factor) {
            gray.blend(0, factor);
        }

        @Override
        NDArray apply(NDArray levels, float[] factors) {
            return Batch.then(levels.muli(perImage(levels, factors)).minimum(255f), NDArray::floor);
        }
    },
    /** Blends with the image's mean gray, rounded. */
    CONTRAST(false) {
        @Override
        void change(LevelTable gray, float factor) {
            gray.blend(gray.mean(), factor);
        }

        @Override
        NDArray apply(NDArray levels, float[] factors) {
            NDArray mean = Luma.of(levels)
                    .reshape(factors.length, -1)
                    .mean(new int[] {1})
                    .addi(0.5f)
                    .floor()
                    .reshape(factors.length, 1, 1, 1);
            return blended(levels, mean, factors);
        }
    },
    /** Blends with the gray image. */
    SATURATION(true) {
        @Override
        NDArray apply(NDArray levels, float[] factors) {
            return blended(levels, Luma.of(levels), factors);
        }
    },
    /** Shifts the hue by fractions of the circle. */
    HUE(true) {
        @Override
        NDArray apply(NDArray levels, float[] turns) {
            int[] steps = new int[turns.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = HueShift.steps(turns[i]);
            }
            return HueShift.shifted(levels, steps);
        }
    };

    private final boolean ofColors;

    ColorAdjustment(boolean ofColors) {
        this.ofColors = ofColors;
    }

    /** {@return whether gray images stay unchanged} */
    boolean ofColors() {
        return ofColors;
    }

    /**
     * Changes images.
     *
     * @param levels N×C×H×W, whole numbers 0 to 255; overwritten
     * @param amounts one for each image: the factor, or for the hue the fraction of the circle
     * @return a new array of levels
     */
    abstract NDArray apply(NDArray levels, float[] amounts);

    /**
     * Changes a gray image; does nothing by default.
     *
     * @param gray the image; changed
     * @param amount the factor, or for the hue the fraction of the circle
     */
    void change(LevelTable gray, float amount) {}

    private static NDArray blended(NDArray levels, NDArray degenerate, float[] factors) {
        NDArray mixed = levels.subi(degenerate).muli(perImage(levels, factors)).addi(degenerate);
        return Batch.then(PixelRange.clipped(mixed), NDArray::floor);
    }

    private static NDArray perImage(NDArray images, float[] numbers) {
        return images.getManager().create(numbers, new Shape(numbers.length, 1, 1, 1));
    }
}

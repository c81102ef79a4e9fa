package org.clade.data.resize;

import org.clade.api.data.Interpolation;

/** What an image's new pixels are made of when it is resized, by the names of Pillow and PyTorch. */
public enum ResizeFilter {
    /** The triangle of Pillow's {@code BILINEAR}. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** The cubic convolution of Pillow's {@code BICUBIC}, a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
        }
    },
    /** The pixel that the middle of the new one falls on, as in Pillow's {@code NEAREST}. */
    NEAREST(0) {
        @Override
        double weight(double distance) {
            return 1;
        }
    };

    private static final double SHARPNESS = -0.5;

    private final double reach;

    ResizeFilter(double reach) {
        this.reach = reach;
    }

    /** {@return the filter of a way to resize} */
    public static ResizeFilter of(Interpolation interpolation) {
        return interpolation == Interpolation.BICUBIC ? BICUBIC : BILINEAR;
    }

    /** {@return how far pixels count from the middle of a new one, in pixels; 0 if only one counts} */
    double reach() {
        return reach;
    }

    /** {@return the weight of a pixel at a distance, in pixels} */
    abstract double weight(double distance);
}

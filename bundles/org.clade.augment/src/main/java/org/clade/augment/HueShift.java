package org.clade.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Shifts the hue of 8-bit colors as Pillow does: to 8-bit HSV, hue plus a shift modulo 256, and back.
 *
 * <p>With v the greatest of a color's three levels, Pillow's result is {@code round(v - v s k(hue) / 255)} in each
 * channel. The 8-bit hue depends only on R - G and G - B, the product v s only on the greatest and the smallest level,
 * and k only on the 8-bit hue; so three tables, filled with Pillow's own arithmetic, are enough.
 */
final class HueShift {

    private static final int LEVELS = 256;
    private static final int DIFFERENCES = 511;

    /** The weights of the levels for the index in {@link #HUES}, without a constant. */
    private static final float[] INDEX = {DIFFERENCES, 1 - DIFFERENCES, -1};

    /** By (R - G + 255) 511 + (G - B + 255): the 8-bit hue. */
    private static final ByteBuffer HUES = hues();

    /** By 256 (greatest - least) + greatest: -greatest times saturation. */
    private static final ByteBuffer CHROMAS = chromas();

    /** By channel and 8-bit hue: the share of the chroma that the channel lacks. */
    private static final float[][] SHARES = shares();

    private HueShift() {}

    /** {@return the shift of 8-bit hues for an amount in fractions of the circle, 0 to 255} */
    static int steps(double amount) {
        return (int) (amount * 255) & 0xff;
    }

    /**
     * Shifts the hue of images.
     *
     * @param levels N×3×H×W, whole numbers 0 to 255
     * @param steps one for each image, 0 to 255
     * @return a new array of levels
     */
    static NDArray shifted(NDArray levels, int[] steps) {
        NDManager manager = levels.getManager();
        long count = levels.size(0);
        long pixels = levels.size(2) * levels.size(3);
        NDArray hues = looked(
                manager.create(HUES.duplicate(), new Shape(1, DIFFERENCES * DIFFERENCES), DataType.INT64),
                Channels.mixed(levels, INDEX).addi((LEVELS - 1f) * (DIFFERENCES + 1f)));
        NDList channels = levels.split(3, 1);
        NDArray greatest = channels.get(0).maximum(channels.get(1)).maximum(channels.get(2));
        NDArray least = channels.get(0).minimum(channels.get(1)).minimum(channels.get(2));
        NDArray chromas = looked(
                manager.create(CHROMAS.duplicate(), new Shape(1, LEVELS * LEVELS), DataType.FLOAT32),
                greatest.sub(least).muli((float) LEVELS).addi(greatest));
        return manager.create(shares(steps), new Shape(count, 3, LEVELS))
                .gather(hues.reshape(count, 1, pixels).broadcast(new Shape(count, 3, pixels)), 2)
                .reshape(levels.getShape())
                .muli(chromas.reshape(greatest.getShape()))
                .addi(greatest)
                .round();
    }

    /** {@return the table entry of each pixel; N×pixels} */
    private static NDArray looked(NDArray table, NDArray at) {
        long count = at.size(0);
        return table.broadcast(new Shape(count, table.size(1)))
                .gather(at.reshape(count, -1).toType(DataType.INT64, true), 1);
    }

    /** {@return for each image and channel the shares by the hue before the shift} */
    private static float[] shares(int[] steps) {
        float[] shares = new float[steps.length * 3 * LEVELS];
        for (int i = 0; i < steps.length * 3; i++) {
            float[] unshifted = SHARES[i % 3];
            int shift = steps[i / 3];
            System.arraycopy(unshifted, shift, shares, i * LEVELS, LEVELS - shift);
            System.arraycopy(unshifted, 0, shares, (i + 1) * LEVELS - shift, shift);
        }
        return shares;
    }

    private static ByteBuffer hues() {
        ByteBuffer table = table(DIFFERENCES * DIFFERENCES * Long.BYTES);
        for (int redGreen = -255; redGreen <= 255; redGreen++) {
            for (int greenBlue = -255; greenBlue <= 255; greenBlue++) {
                table.putLong(hue(redGreen, greenBlue));
            }
        }
        return table.rewind();
    }

    /** {@return Pillow's 8-bit hue of any color with these differences} */
    private static int hue(int redGreen, int greenBlue) {
        int least = Math.min(0, Math.min(-greenBlue, redGreen));
        int red = redGreen - least;
        int green = -least;
        int blue = -greenBlue - least;
        int greatest = Math.max(red, Math.max(green, blue));
        if (greatest == 0) {
            return 0;
        }
        float range = greatest;
        float redLack = (greatest - red) / range;
        float greenLack = (greatest - green) / range;
        float blueLack = (greatest - blue) / range;
        float sixth;
        if (red == greatest) {
            sixth = blueLack - greenLack;
        } else if (green == greatest) {
            sixth = (float) (2.0 + redLack - blueLack);
        } else {
            sixth = (float) (4.0 + greenLack - redLack);
        }
        float turn = (float) ((sixth / 6.0 + 1.0) % 1.0);
        return Math.min(255, (int) (turn * 255.0));
    }

    private static ByteBuffer chromas() {
        ByteBuffer table = table(LEVELS * LEVELS * Float.BYTES);
        for (int range = 0; range < LEVELS; range++) {
            for (int greatest = 0; greatest < LEVELS; greatest++) {
                boolean possible = range > 0 && range <= greatest;
                int saturation = possible ? (int) ((float) range / (float) greatest * 255.0) : 0;
                table.putFloat((float) (-greatest * saturation / 255.0));
            }
        }
        return table.rewind();
    }

    private static float[][] shares() {
        float[][] shares = new float[3][LEVELS];
        for (int hue = 0; hue < LEVELS; hue++) {
            float sixth = (float) (hue * 6.0 / 255.0);
            shares[0][hue] = within(2 - Math.abs(sixth - 3));
            shares[1][hue] = within(Math.abs(sixth - 2) - 1);
            shares[2][hue] = within(Math.abs(sixth - 4) - 1);
        }
        return shares;
    }

    private static float within(float share) {
        return Math.max(0, Math.min(1, share));
    }

    private static ByteBuffer table(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}

package org.clade.augment.host;

/** The 8-bit levels of images in 0..1. */
final class Levels {

    /** The highest level. */
    static final int HIGHEST = 255;

    /** A float from here to twice as much has no binary places: adding it rounds, a half to the even number. */
    private static final float ROUNDING = 0x1p23f;

    /** Its bits; those of the sum with a level are greater by the level. */
    private static final int ZERO = Float.floatToRawIntBits(ROUNDING);

    private static final float[] FLOATS = new float[HIGHEST + 1];

    private static final float[] UNIT = new float[HIGHEST + 1];

    static {
        for (int level = 0; level <= HIGHEST; level++) {
            FLOATS[level] = level;
            UNIT[level] = level / (float) HIGHEST;
        }
    }

    private Levels() {}

    /** Converts {@code count} values from the place {@code at} on to round(255 x), clipped to 0..255. */
    static void of(float[] from, int at, int count, int[] to, int start) {
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(from[at + i] * HIGHEST + ROUNDING);
            to[start + i] = Math.max(ZERO, Math.min(ZERO + HIGHEST, bits)) - ZERO;
        }
    }

    /** {@return the level itself; a table is faster than the conversion} */
    static float toFloat(int level) {
        return FLOATS[level];
    }

    /** {@return level / 255} */
    static float toUnit(int level) {
        return UNIT[level];
    }

    static int clipped(int level) {
        return Math.max(0, Math.min(HIGHEST, level));
    }
}

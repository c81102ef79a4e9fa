package org.clade.data.metadata;

/** The rotation of an image for display, EXIF's tag 274. */
public enum Orientation {
    /** As stored. */
    UPRIGHT(false, false, false),
    /** Left and right are swapped. */
    MIRRORED(false, true, false),
    /** Upside down. */
    HALF_TURN(false, true, true),
    /** Top and bottom are swapped. */
    FLIPPED(false, false, true),
    /** Rows and columns are swapped. */
    TRANSPOSED(true, false, false),
    /** Rotate by 90° clockwise. */
    QUARTER_TURN(true, true, false),
    /** Rows and columns are swapped along the other diagonal. */
    TRANSVERSED(true, true, true),
    /** Rotate by 90° counterclockwise. */
    THREE_QUARTER_TURN(true, false, true);

    private static final Orientation[] ALL = values();

    private final boolean swaps;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
        this.swaps = swaps;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** {@return the orientation of a tag's value; upright if it is not 1 to 8} */
    static Orientation of(int value) {
        return value >= 1 && value <= ALL.length ? ALL[value - 1] : UPRIGHT;
    }

    /** {@return whether rows become columns} */
    public boolean swaps() {
        return swaps;
    }

    /**
     * Rotates an image.
     *
     * @param planes channels×height×width bytes
     * @param channels its channels
     * @param height its rows as stored
     * @param width its columns as stored
     * @return the rotated image; the given one if no rotation is needed
     */
    public byte[] apply(byte[] planes, int channels, int height, int width) {
        if (this == UPRIGHT) {
            return planes;
        }
        int rows = swaps ? width : height;
        int columns = swaps ? height : width;
        byte[] turned = new byte[planes.length];
        for (int channel = 0, at = 0; channel < channels; channel++) {
            int start = channel * height * width;
            for (int y = 0; y < rows; y++) {
                int fromY = fromBottom ? rows - 1 - y : y;
                for (int x = 0; x < columns; x++, at++) {
                    int fromX = fromRight ? columns - 1 - x : x;
                    turned[at] = planes[start + (swaps ? fromX * width + fromY : fromY * width + fromX)];
                }
            }
        }
        return turned;
    }
}

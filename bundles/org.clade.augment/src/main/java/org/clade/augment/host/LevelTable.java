package org.clade.augment.host;

/** What becomes of each of the 256 levels of a gray image, as whole numbers, and the image itself. */
public final class LevelTable {

    private final int[] table = new int[Levels.HIGHEST + 1];
    private int[] pixels = {};

    /** Starts with an image whose levels stay as they are. */
    public void read(float[] image) {
        if (pixels.length != image.length) {
            pixels = new int[image.length];
        }
        Levels.of(image, 0, image.length, pixels, 0);
        for (int level = 0; level < table.length; level++) {
            table[level] = level;
        }
    }

    /**
     * Blends all levels x with a level d: {@code trunc(d + factor (x - d))}, clipped to 0..255.
     *
     * @param degenerate d
     * @param factor 0 for d, 1 for no change
     */
    public void blend(float degenerate, float factor) {
        for (int level = 0; level < table.length; level++) {
            float mixed = (Levels.toFloat(table[level]) - degenerate) * factor + degenerate;
            table[level] = Levels.clipped((int) mixed);
        }
    }

    /** {@return the mean level of the image, rounded, a half up} */
    public float mean() {
        int sum = 0;
        for (int pixel : pixels) {
            sum += table[pixel];
        }
        return (int) ((float) sum / pixels.length + 0.5f);
    }

    /** Sets an image to the changed levels, divided by 255. */
    public void write(float[] image) {
        for (int i = 0; i < image.length; i++) {
            image[i] = Levels.toUnit(table[pixels[i]]);
        }
    }
}

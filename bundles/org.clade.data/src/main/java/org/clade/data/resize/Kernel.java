package org.clade.data.resize;

/**
 * The weights of one pass of resizing, in the arithmetic of Pillow, bilinear with a kernel that widens with the reduction where
 * nothing else is said: weights with 22 bits after the point, rounded to 8 bits after the pass.
 *
 * @param in pixels before
 * @param out pixels after
 * @param taps weights kept for each pixel after
 * @param first the first pixel before that counts, for each pixel after
 * @param count how many count
 * @param weights their weights as whole numbers, {@code out × taps}; they sum to about 2^22
 * @param changes whether the pass changes anything
 */
public record Kernel(int in, int out, int taps, int[] first, int[] count, int[] weights, boolean changes) {

    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);
    private static final int[] NONE = {};

    /**
     * Resizes all pixels.
     *
     * @param in pixels before
     * @param out pixels after
     * @return the weights
     */
    public static Kernel of(int in, int out) {
        return of(in, 0, in, out);
    }

    /**
     * Resizes a part.
     *
     * @param in pixels before
     * @param from the start of the part, may lie within a pixel
     * @param to its end
     * @param out pixels after
     * @return the weights
     */
    public static Kernel of(int in, double from, double to, int out) {
        return of(in, from, to, out, ResizeFilter.BILINEAR, true);
    }

    /**
     * Resizes a part in a chosen way.
     *
     * @param in pixels before
     * @param from the start of the part, may lie within a pixel
     * @param to its end
     * @param out pixels after
     * @param filter what new pixels are made of
     * @param antialias whether the kernel widens with the reduction, so that every pixel counts
     * @return the weights
     */
    public static Kernel of(int in, double from, double to, int out, ResizeFilter filter, boolean antialias) {
        if (in == out && from == 0 && to == in) {
            return new Kernel(in, out, 0, NONE, NONE, NONE, false);
        }
        double scale = (to - from) / out;
        double unit = antialias ? Math.max(scale, 1) : 1;
        double reach = filter.reach() * unit;
        int taps = 2 * (int) Math.ceil(reach) + 1;
        int[] first = new int[out];
        int[] count = new int[out];
        int[] weights = new int[out * taps];
        double[] exact = new double[taps];
        for (int x = 0; x < out; x++) {
            double center = from + (x + 0.5) * scale;
            first[x] = reach == 0 ? Math.min(in - 1, (int) center) : Math.max(0, (int) (center - reach + 0.5));
            count[x] = reach == 0 ? 1 : Math.min(in, (int) (center + reach + 0.5)) - first[x];
            double total = 0;
            for (int tap = 0; tap < count[x]; tap++) {
                exact[tap] = filter.weight((first[x] + tap - center + 0.5) / unit);
                total += exact[tap];
            }
            for (int tap = 0; tap < count[x]; tap++) {
                double weight = exact[tap] / total * (1 << BITS);
                weights[x * taps + tap] = (int) (Math.copySign(0.5, weight) + weight);
            }
        }
        return new Kernel(in, out, taps, first, count, weights, true);
    }

    /**
     * Resizes rows.
     *
     * @param image rows×in bytes
     * @param rows how many
     * @return rows×out bytes; the image itself if nothing changes
     */
    public byte[] alongRows(byte[] image, int rows) {
        if (!changes) {
            return image;
        }
        byte[] scaled = new byte[rows * out];
        for (int row = 0, at = 0; row < rows; row++) {
            int start = row * in;
            for (int x = 0; x < out; x++, at++) {
                int sum = HALF;
                int from = start + first[x];
                int weight = x * taps;
                for (int tap = 0; tap < count[x]; tap++) {
                    sum += (image[from + tap] & 0xFF) * weights[weight + tap];
                }
                scaled[at] = level(sum);
            }
        }
        return scaled;
    }

    /**
     * Resizes columns.
     *
     * @param image planes×in×width bytes
     * @param planes how many planes
     * @param width columns
     * @return planes×out×width bytes; the image itself if nothing changes
     */
    public byte[] alongColumns(byte[] image, int planes, int width) {
        if (!changes) {
            return image;
        }
        byte[] scaled = new byte[planes * out * width];
        for (int plane = 0, at = 0; plane < planes; plane++) {
            int start = plane * in * width;
            for (int y = 0; y < out; y++) {
                int from = start + first[y] * width;
                int weight = y * taps;
                for (int x = 0; x < width; x++, at++) {
                    int sum = HALF;
                    for (int tap = 0; tap < count[y]; tap++) {
                        sum += (image[from + tap * width + x] & 0xFF) * weights[weight + tap];
                    }
                    scaled[at] = level(sum);
                }
            }
        }
        return scaled;
    }

    private static byte level(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> BITS));
    }
}

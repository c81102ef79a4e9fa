package org.clade.data;

import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.osgi.service.component.annotations.Component;

/**
 * Bilinear resizing whose kernel widens with the reduction, in the arithmetic of Pillow's {@code BILINEAR}: weights
 * with 22 bits after the point, first along rows, then along columns, rounded to 8 bits after each pass. A pass that
 * would change no size is left out.
 */
@Component
public final class AreaScaler implements ImageScaler {

    @Override
    public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
        if (image.length != shape.bytes() || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "%s bytes of shape %s cannot be resized to %s×%s".formatted(image.length, shape, height, width));
        }
        byte[] wide = width == shape.width()
                ? image
                : alongRows(image, shape.channels() * shape.height(), Kernel.of(shape.width(), width));
        return height == shape.height()
                ? wide
                : alongColumns(wide, shape.channels(), width, Kernel.of(shape.height(), height));
    }

    private static byte[] alongRows(byte[] image, int rows, Kernel kernel) {
        byte[] scaled = new byte[rows * kernel.out()];
        for (int row = 0, at = 0; row < rows; row++) {
            int start = row * kernel.in();
            for (int x = 0; x < kernel.out(); x++, at++) {
                int sum = Kernel.HALF;
                int from = kernel.first()[x];
                int weight = x * kernel.taps();
                for (int tap = 0; tap < kernel.count()[x]; tap++) {
                    sum += (image[start + from + tap] & 0xFF) * kernel.weights()[weight + tap];
                }
                scaled[at] = Kernel.level(sum);
            }
        }
        return scaled;
    }

    private static byte[] alongColumns(byte[] image, int planes, int width, Kernel kernel) {
        byte[] scaled = new byte[planes * kernel.out() * width];
        for (int plane = 0, at = 0; plane < planes; plane++) {
            int start = plane * kernel.in() * width;
            for (int y = 0; y < kernel.out(); y++) {
                int from = start + kernel.first()[y] * width;
                int weight = y * kernel.taps();
                for (int x = 0; x < width; x++, at++) {
                    int sum = Kernel.HALF;
                    for (int tap = 0; tap < kernel.count()[y]; tap++) {
                        sum += (image[from + tap * width + x] & 0xFF) * kernel.weights()[weight + tap];
                    }
                    scaled[at] = Kernel.level(sum);
                }
            }
        }
        return scaled;
    }

    /**
     * The weights of one pass.
     *
     * @param in pixels before
     * @param out pixels after
     * @param taps weights kept for each pixel after
     * @param first the first pixel before that counts, for each pixel after
     * @param count how many count
     * @param weights their weights as whole numbers, {@code out × taps}; they sum to about 2^22
     */
    private record Kernel(int in, int out, int taps, int[] first, int[] count, int[] weights) {

        static final int BITS = 22;
        static final int HALF = 1 << (BITS - 1);

        static Kernel of(int in, int out) {
            double scale = (double) in / out;
            double reach = Math.max(scale, 1);
            int taps = 2 * (int) Math.ceil(reach) + 1;
            int[] first = new int[out];
            int[] count = new int[out];
            int[] weights = new int[out * taps];
            double[] exact = new double[taps];
            for (int x = 0; x < out; x++) {
                double centre = (x + 0.5) * scale;
                first[x] = Math.max(0, (int) (centre - reach + 0.5));
                count[x] = Math.min(in, (int) (centre + reach + 0.5)) - first[x];
                double total = 0;
                for (int tap = 0; tap < count[x]; tap++) {
                    exact[tap] = Math.max(0, 1 - Math.abs((first[x] + tap - centre + 0.5) / reach));
                    total += exact[tap];
                }
                for (int tap = 0; tap < count[x]; tap++) {
                    weights[x * taps + tap] = (int) (0.5 + exact[tap] / total * (1 << BITS));
                }
            }
            return new Kernel(in, out, taps, first, count, weights);
        }

        static byte level(int sum) {
            return (byte) Math.min(255, sum >> BITS);
        }
    }
}

package org.clade.augment.host;

import java.util.Map;
import java.util.stream.Collectors;

/** Cuts a square out of each image and resizes it, as Pillow does: columns first, with rounding to 8 bits after each. */
public final class WindowResampling implements HostImages.ImageWork {

    private final int rows;
    private final int columns;
    private final int[] sizes;
    private final int[] top;
    private final int[] left;
    private final int side;
    private final Map<Integer, ResamplingTaps> taps;
    private final int[] square;

    /**
     * Windows.
     *
     * @param rows rows of the images
     * @param columns columns of the images
     * @param sizes for each image the rows and columns of its square
     * @param top for each image the first row
     * @param left for each image the first column
     * @param side rows and columns wanted
     * @param weights by size the weights of the old levels for each new one, see {@link ResamplingTaps}
     */
    public WindowResampling(
            int rows, int columns, int[] sizes, int[] top, int[] left, int side, Map<Integer, double[][]> weights) {
        this.rows = rows;
        this.columns = columns;
        this.sizes = sizes;
        this.top = top;
        this.left = left;
        this.side = side;
        this.taps = weights.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new ResamplingTaps(entry.getValue())));
        this.square = new int
                [taps.values().stream().mapToInt(ResamplingTaps::numbers).max().orElse(0)];
    }

    @Override
    public void change(int image, float[] from, float[] to) {
        int size = sizes[image];
        ResamplingTaps resampling = taps.get(size);
        int at = 0;
        for (int base = 0; base < from.length; base += rows * columns) {
            int first = base + top[image] * columns + left[image];
            for (int row = 0; row < size; row++) {
                Levels.of(from, first + row * columns, size, square, row * size);
            }
            resampling.resample(square, to, at);
            at += side * side;
        }
    }
}

package org.clade.augment.host;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Copies for every output pixel an input pixel, with one map for each image or one for all. Its loops over all pixels do
 * little each: the compiler turns such loops into vector instructions.
 */
public final class FixedPointGather implements HostImages.ImageWork {

    private static final int PLACES = 16;

    private final int rows;
    private final int columns;
    private final boolean black;
    private final FixedPointMap[] maps;

    private final int[] column;
    private final int[] row;
    private final int[] x;
    private final int[] y;
    private final int[] places;

    /**
     * Maps.
     *
     * @param rows rows of the input
     * @param columns columns of the input
     * @param height rows of the output
     * @param width columns of the output
     * @param black whether pixels outside are 0, otherwise they are the nearest of the image
     * @param maps for each image, or one for all
     */
    public FixedPointGather(int rows, int columns, int height, int width, boolean black, FixedPointMap[] maps) {
        this.rows = rows;
        this.columns = columns;
        this.black = black;
        this.maps = maps;
        this.places = new int[height * width];
        this.x = new int[places.length];
        this.y = new int[places.length];
        this.column = IntStream.range(0, places.length).map(i -> i % width).toArray();
        this.row = IntStream.range(0, places.length).map(i -> i / width).toArray();
    }

    @Override
    public void change(int image, float[] from, float[] to) {
        FixedPointMap map = maps[maps.length == 1 ? 0 : image];
        place(x, map.xx(), map.xy(), map.x0());
        place(y, map.yx(), map.yy(), map.y0());
        if (black) {
            miss(x, columns - 1, y, rows - 1, places);
        } else {
            clip(x, columns - 1);
            clip(y, rows - 1);
            Arrays.fill(places, 0);
        }
        locate(x, y, columns, places);
        for (int channel = 0; channel < from.length / (rows * columns); channel++) {
            copy(places, from, channel * rows * columns, to, channel * places.length);
        }
    }

    /** Sets for each output pixel the column or the row of its source. */
    private void place(int[] numbers, int byColumn, int byRow, int start) {
        int[] columns = column;
        int[] rows = row;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = columns[i] * byColumn + rows[i] * byRow + start >> PLACES;
        }
    }

    private static void clip(int[] numbers, int last) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.max(0, Math.min(last, numbers[i]));
        }
    }

    /** Sets the places of pixels outside to numbers below 0. */
    private static void miss(int[] x, int right, int[] y, int bottom, int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = x[i] | right - x[i] | y[i] | bottom - y[i];
        }
    }

    /** Sets the places of the other pixels, and -1 for those outside. */
    private static void locate(int[] x, int[] y, int stride, int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = y[i] * stride + x[i] | places[i] >> 31;
        }
    }

    private static void copy(int[] places, float[] from, int base, float[] to, int start) {
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            to[start + i] = place < 0 ? 0 : from[base + place];
        }
    }
}

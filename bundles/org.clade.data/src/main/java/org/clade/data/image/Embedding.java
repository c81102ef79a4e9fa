package org.clade.data.image;

import java.io.IOException;
import java.util.Arrays;
import org.clade.data.resize.Fitting;

/** Passes a picture on as part of a larger image, for example the first picture of an animation. */
final class Embedding implements ImageRows {

    private final ImageRows target;
    private final Fitting.Place place;
    private final byte[] around;
    private int height;
    private int width;

    /**
     * A picture in a larger image.
     *
     * @param target takes the larger image
     * @param place the picture's position in it
     * @param around the level of each channel around it
     */
    Embedding(ImageRows target, Fitting.Place place, byte[] around) {
        this.target = target;
        this.place = place;
        this.around = around;
    }

    @Override
    public void begin(int rows, int columns, int reduction) throws IOException {
        height = rows;
        width = columns;
        target.begin(place.height(), place.width(), reduction);
        even(0, place.top());
        even(place.top() + height, place.height());
    }

    @Override
    public void take(byte[] planes, int top, int rows) {
        byte[] whole = even(rows);
        for (int channel = 0; channel < around.length; channel++) {
            for (int y = 0; y < rows; y++) {
                System.arraycopy(
                        planes,
                        (channel * rows + y) * width,
                        whole,
                        (channel * rows + y) * place.width() + place.left(),
                        width);
            }
        }
        target.take(whole, place.top() + top, rows);
    }

    private void even(int from, int to) {
        int most = Math.max(1, ImageSource.ROWS_BYTES / place.width());
        for (int top = from; top < to; top += most) {
            int rows = Math.min(most, to - top);
            target.take(even(rows), top, rows);
        }
    }

    private byte[] even(int rows) {
        int plane = rows * place.width();
        byte[] whole = new byte[around.length * plane];
        for (int channel = 0; channel < around.length; channel++) {
            Arrays.fill(whole, channel * plane, (channel + 1) * plane, around[channel]);
        }
        return whole;
    }
}

package org.clade.data.image;

import java.io.IOException;
import java.util.Locale;
import org.clade.data.resize.Fitting;
import org.clade.data.resize.Kernel;
import org.clade.data.resize.ResizeFilter;

/**
 * Resizes an image while its rows arrive, to save memory: along rows at once, along columns at the end; then it rotates
 * the image and writes it to its place.
 */
final class Rendering implements ImageRows {

    /** Resizes rows; tests put a failing one in its place. */
    @FunctionalInterface
    interface RowResizer {
        byte[] resize(Kernel kernel, byte[] planes, int rows);
    }

    private static final byte[] NONE = {};

    private final StoredImage image;
    private final Fitting turned;
    private final Fitting fitting;
    private final ResizeFilter filter;
    private final RowResizer resizer;
    private Kernel alongRows;
    private Kernel alongColumns;
    private int height;
    private byte[] narrow;

    /**
     * Creates it without rows.
     *
     * @param image the image
     * @param fitting how it fits after rotation
     * @param filter what new pixels are made of
     * @param resizer resizes rows
     */
    Rendering(StoredImage image, Fitting fitting, ResizeFilter filter, RowResizer resizer) {
        this.image = image;
        this.turned = fitting;
        this.fitting = image.orientation().swaps() ? fitting.swapped() : fitting;
        this.filter = filter;
        this.resizer = resizer;
    }

    @Override
    public void begin(int rows, int columns, int reduction) throws IOException {
        long bytes = (long) image.channels() * rows * fitting.width();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new UnreadableImageException(String.format(
                    Locale.ROOT,
                    "is %,d×%,d pixels, too large to be read without a resize",
                    image.width(),
                    image.height()));
        }
        double scale = reduction;
        height = rows;
        alongRows = Kernel.of(columns, fitting.left() / scale, fitting.right() / scale, fitting.width(), filter, true);
        alongColumns = Kernel.of(rows, fitting.top() / scale, fitting.bottom() / scale, fitting.height(), filter, true);
        narrow = NONE;
    }

    @Override
    public void take(byte[] planes, int top, int rows) {
        int width = fitting.width();
        byte[] some = resizer.resize(alongRows, planes, image.channels() * rows);
        if (rows == height) {
            narrow = some;
            return;
        }
        if (narrow.length == 0) {
            narrow = new byte[image.channels() * height * width];
        }
        for (int channel = 0; channel < image.channels(); channel++) {
            System.arraycopy(some, channel * rows * width, narrow, (channel * height + top) * width, rows * width);
        }
    }

    /** {@return the image, once all rows have arrived} */
    Planes finish() {
        int channels = image.channels();
        byte[] small = alongColumns.alongColumns(narrow, channels, fitting.width());
        byte[] upright = image.orientation().apply(small, channels, fitting.height(), fitting.width());
        Fitting.Place place = turned.place();
        return new Planes(channels, place.height(), place.width(), turned.placed(upright, channels));
    }
}

package org.clade.data.resize;

import org.clade.api.data.ImageFit;
import org.clade.api.data.ResizedCrop;

/**
 * The part of an image and the part of the result that it becomes, as in Pillow's {@code ImageOps.fit} and {@code ImageOps.pad}.
 *
 * @param top the upper edge of the part, may lie within a pixel
 * @param left its left edge
 * @param bottom its lower edge
 * @param right its right edge
 * @param height rows of the result
 * @param width columns of the result
 * @param place its position in the result
 */
public record Fitting(double top, double left, double bottom, double right, int height, int width, Place place) {

    /**
     * A position in another image, which is black around it. What lies outside is cut off.
     *
     * @param height rows of the other image
     * @param width its columns
     * @param top the first row of the place, negative if it begins above the image
     * @param left its first column, negative if it begins left of the image
     */
    public record Place(int height, int width, int top, int left) {}

    /**
     * Fits an image.
     *
     * @param fit how to fit it
     * @param height its rows
     * @param width its columns
     * @param rows rows wanted; 0 for the image's own
     * @param columns columns wanted; 0 for the image's own
     * @return the fitting
     */
    public static Fitting of(ImageFit fit, int height, int width, int rows, int columns) {
        int wantedRows = rows == 0 ? height : rows;
        int wantedColumns = columns == 0 ? width : columns;
        double ratio = (double) width / height;
        double wanted = (double) wantedColumns / wantedRows;
        if (fit == ImageFit.SQUASH || ratio == wanted) {
            return whole(height, width, wantedRows, wantedColumns, new Place(wantedRows, wantedColumns, 0, 0));
        }
        if (fit == ImageFit.CROP) {
            double partWidth = ratio >= wanted ? wanted * height : width;
            double partHeight = ratio >= wanted ? height : width / wanted;
            double left = (width - partWidth) * 0.5;
            double top = (height - partHeight) * 0.5;
            return new Fitting(
                    top,
                    left,
                    top + partHeight,
                    left + partWidth,
                    wantedRows,
                    wantedColumns,
                    new Place(wantedRows, wantedColumns, 0, 0));
        }
        int fitRows = ratio > wanted ? rounded((double) height / width * wantedColumns) : wantedRows;
        int fitColumns = ratio > wanted ? wantedColumns : rounded(ratio * wantedRows);
        Place place = new Place(wantedRows, wantedColumns, (int) Math.rint((wantedRows - fitRows) * 0.5), (int)
                Math.rint((wantedColumns - fitColumns) * 0.5));
        return whole(height, width, fitRows, fitColumns, place);
    }

    /**
     * The center of an image that is resized by its shorter side. One row or column more than the center may be resized, so that the part
     * stays centered.
     *
     * @param crop the size and the center
     * @param height rows of the image
     * @param width its columns
     * @return the fitting
     */
    public static Fitting center(ResizedCrop crop, int height, int width) {
        int rows = height <= width ? crop.shorterSide() : longer(crop, height, width);
        int columns = width <= height ? crop.shorterSide() : longer(crop, width, height);
        int top = (int) Math.rint((rows - crop.crop()) / 2.0);
        int left = (int) Math.rint((columns - crop.crop()) / 2.0);
        int above = Math.min(top, rows - crop.crop() - top);
        int before = Math.min(left, columns - crop.crop() - left);
        double rowScale = (double) height / rows;
        double columnScale = (double) width / columns;
        return new Fitting(
                above * rowScale,
                before * columnScale,
                (rows - above) * rowScale,
                (columns - before) * columnScale,
                rows - 2 * above,
                columns - 2 * before,
                new Place(crop.crop(), crop.crop(), above - top, before - left));
    }

    private static int longer(ResizedCrop crop, int side, int shorter) {
        return (int) ((long) crop.shorterSide() * side / shorter);
    }

    private static Fitting whole(int height, int width, int rows, int columns, Place place) {
        return new Fitting(0, 0, height, width, rows, columns, place);
    }

    private static int rounded(double length) {
        return (int) Math.max(1, Math.rint(length));
    }

    /** {@return the fitting of the image with rows and columns swapped; the part is centered, so rotation does not move it} */
    public Fitting swapped() {
        return new Fitting(
                left, top, right, bottom, width, height, new Place(place.width, place.height, place.left, place.top));
    }

    /** {@return the divisor of the sides, 1, 2, 4 or 8, that leaves twice the wanted pixels on both} */
    public int reduction() {
        for (int reduction = 8; reduction > 1; reduction /= 2) {
            if (right - left >= 2.0 * width * reduction && bottom - top >= 2.0 * height * reduction) {
                return reduction;
            }
        }
        return 1;
    }

    /**
     * Puts a resized image into its place.
     *
     * @param planes channels×height×width bytes
     * @param channels its channels
     * @return the image that it is placed in; the given one if it is the same
     */
    public byte[] placed(byte[] planes, int channels) {
        if (place.height() == height && place.width() == width) {
            return planes;
        }
        byte[] whole = new byte[channels * place.height() * place.width()];
        int firstRow = Math.max(0, -place.top());
        int firstColumn = Math.max(0, -place.left());
        int endRow = Math.min(height, place.height() - place.top());
        int columns = Math.min(width, place.width() - place.left()) - firstColumn;
        for (int channel = 0; channel < channels; channel++) {
            for (int y = firstRow; y < endRow; y++) {
                System.arraycopy(
                        planes,
                        (channel * height + y) * width + firstColumn,
                        whole,
                        (channel * place.height() + place.top() + y) * place.width() + place.left() + firstColumn,
                        columns);
            }
        }
        return whole;
    }
}

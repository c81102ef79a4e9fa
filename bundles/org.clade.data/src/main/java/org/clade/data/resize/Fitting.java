package org.clade.data.resize;

import org.clade.api.data.ImageFit;

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
     * A position in a larger image, which is black around it.
     *
     * @param height rows of the larger image
     * @param width its columns
     * @param top the first row of the place
     * @param left its first column
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
}

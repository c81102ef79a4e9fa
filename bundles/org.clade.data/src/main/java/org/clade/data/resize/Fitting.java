package org.clade.data.resize;

import org.clade.api.data.ImageFit;

/**
 * Which part of an image becomes which part of the result, as Pillow's {@code ImageOps.fit} and {@code ImageOps.pad} have it.
 *
 * @param top where the part begins, also within a pixel
 * @param left where it begins
 * @param bottom where it ends
 * @param right where it ends
 * @param height rows that it becomes
 * @param width columns that it becomes
 * @param place where it stands in the result
 */
public record Fitting(double top, double left, double bottom, double right, int height, int width, Place place) {

    /**
     * A place in a larger image, which is black around it.
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
     * @param fit how
     * @param height its rows
     * @param width its columns
     * @param rows rows wanted; 0 for as many as there are
     * @param columns columns wanted; 0 for as many as there are
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

    /** {@return the fitting of the image with rows and columns swapped; the part is in the middle, so that turning it moves nothing} */
    public Fitting swapped() {
        return new Fitting(
                left, top, right, bottom, width, height, new Place(place.width, place.height, place.left, place.top));
    }

    /** {@return by how much sides can be divided, 1, 2, 4 or 8, so that twice as many pixels as wanted are left on both} */
    public int reduction() {
        for (int reduction = 8; reduction > 1; reduction /= 2) {
            if (right - left >= 2.0 * width * reduction && bottom - top >= 2.0 * height * reduction) {
                return reduction;
            }
        }
        return 1;
    }
}

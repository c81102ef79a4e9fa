package org.clade.augment;

/**
 * The source of an output pixel: {@code x_in = xx x + xy y + x0} and {@code y_in = yx x + yy y + y0}, x to the right, y down.
 *
 * @param xx how x_in grows with x
 * @param xy how x_in grows with y
 * @param x0 x_in at the origin
 * @param yx how y_in grows with x
 * @param yy how y_in grows with y
 * @param y0 y_in at the origin
 */
record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {

    private static final double PLACES = 1e15;

    /** {@return the map whose output starts at a pixel of the input} */
    static AffineMap offset(int left, int top) {
        return new AffineMap(1, 0, left, 0, 1, top);
    }

    /** {@return the map that fits {@code inWidth}×{@code inHeight} into {@code outWidth}×{@code outHeight}} */
    static AffineMap stretch(int inWidth, int inHeight, int outWidth, int outHeight) {
        return new AffineMap((double) inWidth / outWidth, 0, 0, 0, (double) inHeight / outHeight, 0);
    }

    /**
     * The inverse of torchvision's affine transform {@code p' = C + t + scale R(angle) [[1, -tan shear], [0, 1]] (p - C)},
     * for pixel centers at half numbers.
     *
     * @param degrees angle, clockwise
     * @param right translation in pixels
     * @param down translation in pixels
     * @param scale zoom; above 1 enlarges
     * @param shear degrees along x
     * @param centerX C, x
     * @param centerY C, y
     * @return the map from output to input
     */
    static AffineMap torchvision(
            double degrees, double right, double down, double scale, double shear, double centerX, double centerY) {
        double angle = Math.toRadians(degrees);
        double tan = Math.tan(Math.toRadians(shear));
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double xx = (cos - sin * tan) / scale;
        double xy = (cos * tan + sin) / scale;
        double yx = -sin / scale;
        double yy = cos / scale;
        double x = -centerX - right;
        double y = -centerY - down;
        return new AffineMap(xx, xy, xx * x + xy * y + centerX, yx, yy, yx * x + yy * y + centerY);
    }

    /**
     * The inverse of Pillow's rotation about the middle, for pixel centers at half numbers.
     *
     * @param degrees counter-clockwise
     * @param width of the image
     * @param height of the image
     * @return the map from output to input
     */
    static AffineMap pillowRotation(double degrees, int width, int height) {
        double angle = -Math.toRadians(degrees);
        double cos = Math.rint(Math.cos(angle) * PLACES) / PLACES;
        double sin = Math.rint(Math.sin(angle) * PLACES) / PLACES;
        double x = width / 2.0;
        double y = height / 2.0;
        return new AffineMap(cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y);
    }

    /**
     * The transform of Keras 1's image generator, {@code T(c) R(angle) T(shift) Z(zoom) T(-c)} on (row, column) with
     * c = (h/2 + 0.5, w/2 + 0.5), for pixel centers at whole numbers.
     *
     * @param degrees angle
     * @param down shift of the rows in pixels
     * @param right shift of the columns in pixels
     * @param zoomRows above 1 shows more rows
     * @param zoomColumns above 1 shows more columns
     * @param width of the image
     * @param height of the image
     * @return the map from output to input
     */
    static AffineMap keras(
            double degrees, double down, double right, double zoomRows, double zoomColumns, int width, int height) {
        double angle = Math.toRadians(degrees);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double row = height / 2.0 + 0.5;
        double column = width / 2.0 + 0.5;
        double shiftRow = row + cos * down - sin * right;
        double shiftColumn = column + sin * down + cos * right;
        return new AffineMap(
                cos * zoomColumns,
                sin * zoomRows,
                shiftColumn - sin * zoomRows * row - cos * zoomColumns * column,
                -sin * zoomColumns,
                cos * zoomRows,
                shiftRow - cos * zoomRows * row + sin * zoomColumns * column);
    }
}

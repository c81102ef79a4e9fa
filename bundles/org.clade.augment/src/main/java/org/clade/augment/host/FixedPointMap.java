package org.clade.augment.host;

/**
 * The source of an output pixel in fixed point with 16 binary places: {@code x = xx column + xy row + x0} and
 * {@code y = yx column + yy row + y0}, x to the right, y down; the floors are the column and the row.
 *
 * @param xx how x grows with the column
 * @param xy how x grows with the row
 * @param x0 x at the first pixel
 * @param yx how y grows with the column
 * @param yy how y grows with the row
 * @param y0 y at the first pixel
 */
public record FixedPointMap(int xx, int xy, int x0, int yx, int yy, int y0) {}

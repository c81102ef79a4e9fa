package org.clade.data.image;

/**
 * The header of an image file.
 *
 * @param height rows
 * @param width columns
 * @param gray whether the image has one channel
 * @param bits bits per value
 */
public record Header(int height, int width, boolean gray, int bits) {}

package org.clade.data.image;

/**
 * What an image file's header says.
 *
 * @param height rows
 * @param width columns
 * @param gray whether the image has one channel
 * @param bits bits of a value
 */
public record Header(int height, int width, boolean gray, int bits) {}

package org.clade.data.image;

/**
 * An image as planes.
 *
 * @param channels 1 or 3
 * @param height rows
 * @param width columns
 * @param planes channels×height×width bytes
 */
public record Planes(int channels, int height, int width, byte[] planes) {}

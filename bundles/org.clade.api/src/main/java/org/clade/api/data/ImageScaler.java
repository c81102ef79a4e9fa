package org.clade.api.data;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Resizes one 8-bit image as {@link Dataset#read} specifies: the whole image, bilinear with an area-aware
 * (anti-aliased) kernel, aspect ratio ignored. A service for authors of a {@link Dataset}.
 */
@ProviderType
public interface ImageScaler {

    /**
     * Resizes an image.
     *
     * @param image C×H×W bytes, row-major
     * @param shape its shape
     * @param height rows wanted, at least 1
     * @param width columns wanted, at least 1
     * @return C×height×width bytes; the image itself if it has that size already
     */
    byte[] scale(byte[] image, ImageShape shape, int height, int width);

    /**
     * Resizes an image by its shorter side and cuts out the center.
     *
     * @param image C×H×W bytes, row-major
     * @param shape its shape
     * @param crop the size and the center
     * @return C×crop×crop bytes
     */
    byte[] center(byte[] image, ImageShape shape, ResizedCrop crop);
}

package org.clade.layer;

/**
 * The window of a convolution.
 *
 * @param kernel height and width of its window, in pixels
 * @param padding rows and columns of zeros on every side
 * @param stride pixels from one window to the next
 */
public record Window(int kernel, int padding, int stride) {

    /**
     * A window that moves pixel by pixel.
     *
     * @param kernel height and width
     * @param padding rows and columns of zeros on every side
     * @return the window, of stride 1
     */
    public static Window of(int kernel, int padding) {
        return new Window(kernel, padding, 1);
    }
}

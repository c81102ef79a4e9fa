package org.clade.api.data;

/** What new pixels are made of when an image is resized: Pillow's filters, whose support widens when the image shrinks. */
public enum Interpolation {
    /** A triangle, Pillow's {@code BILINEAR}. */
    BILINEAR,
    /** A cubic with a = -0.5, Pillow's {@code BICUBIC}. */
    BICUBIC
}

package org.clade.api.data;

/** How an image of another aspect ratio becomes the size that is wanted. The resizing itself is the same for all: see {@link ImageScaler}. */
public enum ImageFit {
    /** The whole image is resized, so that its aspect ratio changes. */
    SQUASH,
    /** The largest centered part of the wanted aspect ratio is resized; what is outside of it is cut away. */
    CROP,
    /** The whole image is resized with its aspect ratio and centered; what is left of the wanted size is black. */
    PAD
}

package org.clade.api.data;

/** How to fit an image of another aspect ratio into the wanted size. All of them resize alike: see {@link ImageScaler}. */
public enum ImageFit {
    /** Resizes the whole image and changes its aspect ratio. */
    SQUASH,
    /** Crops the largest centered part with the wanted aspect ratio, then resizes it. */
    CROP,
    /** Resizes the whole image, keeps its aspect ratio, and fills the rest with black. */
    PAD
}

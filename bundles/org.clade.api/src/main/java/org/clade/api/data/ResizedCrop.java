package org.clade.api.data;

/**
 * The center of an image whose shorter side was resized, with 8 bits a value, as torchvision's {@code Resize} and {@code CenterCrop}.
 *
 * @param shorterSide pixels of the shorter side after resizing; the longer side is the integer part of
 *     {@code shorterSide · longer / shorter}
 * @param crop rows and columns of the center, 1 to {@code shorterSide}; half pixels of its corner are rounded to even
 * @param interpolation how pixels are resized
 */
public record ResizedCrop(int shorterSide, int crop, Interpolation interpolation) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the center is larger than the resized image
     */
    public ResizedCrop {
        if (crop < 1 || shorterSide < crop) {
            throw new IllegalArgumentException(
                    "A center of %s pixels of a shorter side of %s is impossible".formatted(crop, shorterSide));
        }
    }
}

package org.clade.api.backbone;

import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.data.ResizedCrop;

/**
 * How an image becomes the input of a network with pretrained weights, in this order: three channels (red, green, blue); the shorter side
 * resized to {@code shorterSide}, with 8 bits a value; the center of {@code crop}×{@code crop} pixels; for a network of gray images, one
 * channel of 0.299 R + 0.587 G + 0.114 B, rounded (ITU-R BT.601); values divided by 255; per channel, {@code (x - mean) / deviation}.
 *
 * @param shorterSide pixels of the shorter side after resizing, as {@link ResizedCrop} has it
 * @param crop rows and columns of the network's input, at most {@code shorterSide}
 * @param interpolation how pixels are resized
 * @param mean the mean of each channel, 0 to 1; three numbers, or one for a network of gray images
 * @param deviation the standard deviation of each channel, above 0; as many numbers
 */
public record Preprocessing(
        int shorterSide, int crop, Interpolation interpolation, List<Double> mean, List<Double> deviation) {

    /** The mean of each channel over ImageNet, for networks of torchvision and for DINOv2. */
    public static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);

    /** The standard deviation of each channel over ImageNet. */
    public static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

    /**
     * Checks the numbers and copies the lists.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        new ResizedCrop(shorterSide, crop, interpolation);
        if (mean.size() != 3 && mean.size() != 1
                || deviation.size() != mean.size()
                || deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException(
                    "Three means and three deviations above 0 are needed, or one of each, not %s and %s"
                            .formatted(mean, deviation));
        }
    }

    /** {@return the part of an image that the network sees, and its size} */
    public ResizedCrop resizedCrop() {
        return new ResizedCrop(shorterSide, crop, interpolation);
    }

    /** {@return the channels of the network's input, 1 or 3} */
    public int channels() {
        return mean.size();
    }

    /** {@return the shape of the network's input, channels×crop×crop} */
    public ImageShape image() {
        return new ImageShape(channels(), crop, crop);
    }
}

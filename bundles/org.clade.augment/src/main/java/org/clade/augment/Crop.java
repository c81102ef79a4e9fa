package org.clade.augment;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.host.HostImages;
import org.clade.augment.host.WindowResampling;
import org.osgi.service.component.annotations.Component;

/**
 * Crops a square at a random position of each image and resizes it, bilinear, as Pillow does. With several sizes it
 * draws one for each image, with equal probability (MMDC).
 */
@Component
@ProvidesImageOperation(id = "crop", summary = "random crop of one of some sizes, then resized (Pillow bilinear)")
public final class Crop implements ImageOperation {

    static final Option<List<Integer>> SIZES = Option.integers(
            "sizes",
            List.of(20),
            1,
            4096,
            "rows and columns of the crop, pixels; one, or several such as 24+20+16 (MMDC on MNIST)");
    static final Option<Integer> TO =
            Option.integer("to", 0, 0, 4096, "rows and columns that the crop is resized to; 0: no resize");

    /**
     * The draws for each image.
     *
     * @param sizes rows and columns
     * @param top first row
     * @param left first column
     */
    record Windows(int[] sizes, int[] top, int[] left) {}

    @Override
    public List<Option<?>> options() {
        return List.of(SIZES, TO);
    }

    @Override
    public ImageShape shape(ImageShape image, Settings settings) {
        List<Integer> sizes = settings.get(SIZES);
        int greatest = Collections.max(sizes);
        if (greatest > image.height() || greatest > image.width()) {
            throw new RefusedException(
                    "crop cannot crop size %s from images of %s; give sizes that fit.".formatted(greatest, image));
        }
        if (settings.get(TO) == 0 && sizes.stream().distinct().count() > 1) {
            throw new RefusedException(
                    "crop with sizes=%s gives images of different sizes; give a common size with to=."
                            .formatted(settings.written(SIZES)));
        }
        int side = side(settings, sizes);
        return new ImageShape(image.channels(), side, side);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        List<Integer> sizes = settings.get(SIZES);
        return cropped(images, windows(images, sizes, random), side(settings, sizes));
    }

    /** {@return the draws of a batch} */
    static Windows windows(NDArray images, List<Integer> sizes, RandomStream random) {
        PerImageRandom draws = new PerImageRandom(random, images.size(0));
        int count = Math.toIntExact(images.size(0));
        int height = Math.toIntExact(images.size(2));
        int width = Math.toIntExact(images.size(3));
        int[] bounds = new int[count];
        Arrays.fill(bounds, sizes.size());
        int[] picked =
                Arrays.stream(draws.below("size", bounds)).map(sizes::get).toArray();
        return new Windows(
                picked,
                draws.below(
                        "top",
                        Arrays.stream(picked).map(size -> height - size + 1).toArray()),
                draws.below(
                        "left",
                        Arrays.stream(picked).map(size -> width - size + 1).toArray()));
    }

    /**
     * Crops and resizes.
     *
     * @param images N×C×H×W
     * @param windows the crop of each image
     * @param side rows and columns wanted
     * @return a new batch
     */
    static NDArray cropped(NDArray images, Windows windows, int side) {
        return resizes(windows, side) && HostImages.small(images)
                ? HostImages.map(images, side, side, resampling(images, windows, side))
                : croppedByTensors(images, windows, side);
    }

    private static boolean resizes(Windows windows, int side) {
        return Arrays.stream(windows.sizes()).anyMatch(size -> size != side);
    }

    /** Does the same by tensors. */
    static NDArray croppedByTensors(NDArray images, Windows windows, int side) {
        int greatest = Arrays.stream(windows.sizes()).max().orElse(side);
        PixelGather pixels = new PixelGather(windows.sizes().length, greatest, greatest);
        for (int i = 0; i < windows.sizes().length; i++) {
            pixels.setPillow(i, AffineMap.offset(windows.left()[i], windows.top()[i]));
        }
        return Batch.map(images, view -> {
            NDArray cut = pixels.apply(view, PixelGather.Outside.EDGE);
            return resizes(windows, side)
                    ? PixelRange.toUnit(Resampling.BILINEAR.resized(PixelRange.of(cut), windows.sizes(), side))
                    : cut;
        });
    }

    private static WindowResampling resampling(NDArray images, Windows windows, int side) {
        Map<Integer, double[][]> weights = Arrays.stream(windows.sizes())
                .boxed()
                .distinct()
                .collect(Collectors.toMap(size -> size, size -> Resampling.BILINEAR.weights(size, side)));
        return new WindowResampling(
                (int) images.size(2),
                (int) images.size(3),
                windows.sizes(),
                windows.top(),
                windows.left(),
                side,
                weights);
    }

    private static int side(Settings settings, List<Integer> sizes) {
        int to = settings.get(TO);
        return to == 0 ? sizes.get(0) : to;
    }
}

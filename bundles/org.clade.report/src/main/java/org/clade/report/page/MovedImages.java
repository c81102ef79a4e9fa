package org.clade.report.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.RunComparison;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.picture.ImageSheet;

/**
 * The pixels of images that a comparison names.
 *
 * @param shape the shape of each
 * @param pixels the pixels by the name of the image
 */
public record MovedImages(ImageShape shape, Map<String, byte[]> pixels) {

    private static final int SIDE = 64;
    private static final int COLUMNS = 6;

    /** No pictures. */
    public static final MovedImages NONE = new MovedImages(new ImageShape(1, 1, 1), Map.of());

    /**
     * Reads images.
     *
     * @param images the images
     * @param comparison names those that are shown
     * @return those that there are
     */
    public static MovedImages of(Dataset images, RunComparison comparison) {
        if (images.info().shape().isVector()) {
            return NONE;
        }
        Set<String> wanted = new HashSet<>();
        comparison.moves().forEach(move -> wanted.addAll(move.examples()));
        Map<Integer, String> places = new HashMap<>();
        for (int image = 0; image < images.info().images(); image++) {
            String name = images.item(image);
            if (wanted.contains(name)) {
                places.put(image, name);
            }
        }
        Map<String, byte[]> pixels = new HashMap<>();
        if (places.keySet().stream().allMatch(image -> images.file(image).isPresent())) {
            places.forEach((image, name) -> pixels.put(name, images.thumbnail(image, SIDE)));
            return new MovedImages(images.info().shape().resized(SIDE, SIDE), pixels);
        }
        ImageShape shape = images.info().shape();
        images.readChunks(0, 0, (first, count, chunk) -> {
            for (int image = first; image < first + count; image++) {
                if (places.containsKey(image)) {
                    byte[] one = new byte[shape.bytes()];
                    chunk.get((image - first) * one.length, one);
                    pixels.put(places.get(image), one);
                }
            }
        });
        return new MovedImages(shape, pixels);
    }

    /** {@return the named images in rows of six, white where there is no more; empty where there is none of them} */
    Optional<BufferedImage> strip(List<String> names) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        names.stream().map(pixels::get).filter(Objects::nonNull).forEach(found::writeBytes);
        if (found.size() == 0) {
            return Optional.empty();
        }
        byte[] white = new byte[shape.bytes()];
        Arrays.fill(white, (byte) 0xff);
        while (found.size() % (COLUMNS * white.length) != 0) {
            found.writeBytes(white);
        }
        return Optional.of(new ImageSheet(shape, COLUMNS, 1).draw(found.toByteArray()));
    }
}

package org.clade.modelfile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;

/**
 * Which output of a network the features are.
 *
 * @param place the place among its outputs, from 0
 * @param name its name, empty if it has none
 * @param shape its shape, the first dimension for any number of images: N×D or N×C×H×W
 * @param words what they are, in words
 */
record ModelOutput(int place, String name, Shape shape, String words) {

    private static final int VECTOR = 2;
    private static final int MAP = 4;

    /**
     * Chooses an output.
     *
     * @param file the file, for messages
     * @param outputs the outputs for some images
     * @param images how many images
     * @param wanted which one, from 1; empty for the only one that fits
     * @return the output
     * @throws RefusedException if none fits, or several do
     */
    static ModelOutput of(String file, NDList outputs, int images, OptionalInt wanted) {
        List<Shape> shapes = outputs.stream().map(NDArray::getShape).toList();
        String given = shapes.stream().map(ModelOutput::words).collect(Collectors.joining(" and "));
        if (wanted.isPresent() && wanted.getAsInt() > shapes.size()) {
            throw new RefusedException("The network “%s” has no output %s: for %s images it gives %s."
                    .formatted(file, wanted.getAsInt(), images, given));
        }
        int[] fitting = IntStream.range(0, shapes.size())
                .filter(place -> wanted.isEmpty() || place == wanted.getAsInt() - 1)
                .filter(place -> fits(shapes.get(place), images))
                .toArray();
        if (fitting.length == 0) {
            throw new RefusedException(
                    "The network “%s” gives %s for %s images, but features are a vector (%3$s×D) or a map (%3$s×C×H×W) each; trace a module that returns one of these, such as the class token."
                            .formatted(file, given.isEmpty() ? "no tensor" : given, images));
        }
        if (fitting.length > 1) {
            throw new RefusedException(
                    "The network “%s” gives %s for %s images; say which output the features are, for instance output=%s."
                            .formatted(file, given, images, fitting[0] + 1));
        }
        Shape shape = shapes.get(fitting[0]);
        String what = shape.dimension() == MAP ? "mean of the map" : "vector";
        String name = outputs.get(fitting[0]).getName();
        return new ModelOutput(
                fitting[0],
                name == null ? "" : name,
                new Shape(Value.BATCH).addAll(shape.slice(1)),
                shapes.size() == 1 ? what + " of the output" : what + " of output " + (fitting[0] + 1));
    }

    private static boolean fits(Shape shape, int images) {
        return (shape.dimension() == VECTOR || shape.dimension() == MAP) && shape.get(0) == images;
    }

    private static String words(Shape shape) {
        return shape.dimension() == 0
                ? "a number"
                : shape.stream().map(axis -> String.valueOf(axis.getKey())).collect(Collectors.joining("×"));
    }

    /** {@return numbers of a feature vector} */
    int width() {
        return (int) shape.get(1);
    }

    /** {@return whether it is a map} */
    boolean isMap() {
        return shape.dimension() == MAP;
    }

    /** {@return the features, N×width×1×1} */
    NDArray features(NDList outputs) {
        NDArray output = outputs.get(place);
        long images = output.getShape().get(0);
        NDArray rows = isMap() ? output.reshape(images, width(), -1).mean(new int[] {2}) : output;
        return rows.reshape(images, width(), 1, 1);
    }
}

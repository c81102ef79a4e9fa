package org.clade.target.mixture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * The present target of each image, in the order of the data set. The table stores numbers of points, because images
 * share points if components have no width; assignment moves numbers between images.
 */
final class TargetTable {

    private static final String POINTS = "points";
    private static final String COMPONENTS = "components";
    private static final String ASSIGNED = "assigned";

    private final float[] points;
    private final int dimensions;
    private final int[] componentOfPoint;
    private final int[] pointOfImage;

    private TargetTable(float[] points, int dimensions, int[] componentOfPoint, int[] pointOfImage) {
        this.points = points;
        this.dimensions = dimensions;
        this.componentOfPoint = componentOfPoint;
        this.pointOfImage = pointOfImage;
    }

    /** {@return a table in which every image has the mean of its component} */
    static TargetTable ofMeans(Mixture mixture, int[] components) {
        return new TargetTable(mixture.means(), mixture.dimensions(), numbers(mixture.clusters()), components.clone());
    }

    /** {@return a table in which every image has its own point} */
    static TargetTable ofPoints(float[] points, int dimensions, int[] components) {
        return new TargetTable(points, dimensions, components.clone(), numbers(components.length));
    }

    private static int[] numbers(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** {@return a table in which some images have the mean of a new component, and all others that of their old one} */
    TargetTable with(Mixture mixture, int[] images, int[] components) {
        int[] all = components(numbers(pointOfImage.length));
        for (int i = 0; i < images.length; i++) {
            all[images[i]] = components[i];
        }
        return ofMeans(mixture, all);
    }

    int dimensions() {
        return dimensions;
    }

    /** {@return the number of each image's point} */
    int[] points(int[] images) {
        return Arrays.stream(images).map(image -> pointOfImage[image]).toArray();
    }

    /** {@return the component of each image's point} */
    int[] components(int[] images) {
        return Arrays.stream(images)
                .map(image -> componentOfPoint[pointOfImage[image]])
                .toArray();
    }

    /** {@return points by number, N×D} */
    NDArray vectors(int[] numbers, NDManager manager) {
        float[] vectors = new float[numbers.length * dimensions];
        for (int row = 0; row < numbers.length; row++) {
            System.arraycopy(points, numbers[row] * dimensions, vectors, row * dimensions, dimensions);
        }
        return manager.create(vectors, new Shape(numbers.length, dimensions));
    }

    /**
     * Applies an assignment: the image of row r takes the former target of the image of row {@code rows[r]}.
     *
     * @param images indices in the data set
     * @param rows a permutation of their rows
     * @return how many of the images changed their component
     */
    int assign(int[] images, int[] rows) {
        int[] before = points(images);
        int moved = 0;
        for (int row = 0; row < images.length; row++) {
            int point = before[rows[row]];
            moved += componentOfPoint[point] == componentOfPoint[before[row]] ? 0 : 1;
            pointOfImage[images[row]] = point;
        }
        return moved;
    }

    NDList save(NDManager manager) {
        NDList state = new NDList(
                manager.create(points, new Shape(points.length / dimensions, dimensions)),
                manager.create(componentOfPoint),
                manager.create(pointOfImage));
        state.get(0).setName(POINTS);
        state.get(1).setName(COMPONENTS);
        state.get(2).setName(ASSIGNED);
        return state;
    }

    static TargetTable restored(NDList state) {
        NDArray points = state.get(POINTS);
        return new TargetTable(
                points.toFloatArray(),
                (int) points.getShape().get(1),
                state.get(COMPONENTS).toIntArray(),
                state.get(ASSIGNED).toIntArray());
    }
}

package org.clade.report.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Mean and variance of the images of each group, pixel by pixel, added up batch by batch in float64 and main memory. */
final class GroupMoments {

    private final Shape shape;
    private final NDArray counts;
    private final NDArray sums;
    private final NDArray squares;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /**
     * Nothing added up yet.
     *
     * @param groups how many groups there are
     * @param shape the shape of an image
     * @param host holds the sums
     */
    GroupMoments(int groups, Shape shape, NDManager host) {
        this.shape = shape;
        this.counts = host.zeros(new Shape(groups, 1), DataType.FLOAT64);
        this.sums = host.zeros(new Shape(groups, shape.size()), DataType.FLOAT64);
        this.squares = host.zeros(new Shape(groups, shape.size()), DataType.FLOAT64);
    }

    /**
     * Adds images.
     *
     * @param images N×C×H×W
     * @param members groups×N float64, 1 where an image belongs to a group, else 0
     */
    void add(NDArray images, NDArray members) {
        try (NDManager scope = images.getManager().newSubManager()) {
            NDArray flat = images.reshape(images.getShape().get(0), -1).toType(DataType.FLOAT64, true);
            flat.attach(scope);
            addTo(counts, members.sum(new int[] {1}, true));
            addTo(sums, members.matMul(flat));
            addTo(squares, members.matMul(flat.square()));
            low = Math.min(low, flat.min().getDouble());
            high = Math.max(high, flat.max().getDouble());
        }
    }

    private static void addTo(NDArray total, NDArray part) {
        try (NDArray moved = keep(part, total.getManager())) {
            total.addi(moved);
        }
    }

    /** Moves an array out of its scope into main memory; where it is there already, it only changes hands. */
    static NDArray keep(NDArray array, NDManager host) {
        NDArray moved = array.toDevice(host.getDevice(), false);
        moved.attach(host);
        return moved;
    }

    /** {@return the least value of all images} */
    double low() {
        return low;
    }

    /** {@return the greatest value of all images} */
    double high() {
        return high;
    }

    /** {@return the mean image of each group, groups×C×H×W float64, in the given scope; 0 for a group without images} */
    NDArray mean(NDManager scope) {
        NDArray mean = sums.div(counts.maximum(1));
        mean.attach(scope);
        return images(mean);
    }

    /** {@return the (biased) variance of each group, groups×C×H×W float64, in the given scope} */
    NDArray variance(NDManager scope) {
        NDArray mean = mean(scope);
        NDArray square = images(squares.div(counts.maximum(1)));
        square.attach(scope);
        return square.sub(mean.square()).maximum(0);
    }

    private NDArray images(NDArray rows) {
        return rows.reshape(new Shape(rows.getShape().get(0)).addAll(shape));
    }
}

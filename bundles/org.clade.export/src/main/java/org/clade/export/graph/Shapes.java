package org.clade.export.graph;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.clade.api.graph.Value;

/** The shapes of results. */
final class Shapes {

    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    private Shapes() {}

    /** {@return the shape of windows over a map} */
    static Shape windows(Shape map, long channels, long[] window, Shape stride, Shape padding) {
        return new Shape(
                map.get(0),
                channels,
                steps(map.get(HEIGHT), window[0], stride.get(0), padding.get(0)),
                steps(map.get(WIDTH), window[1], stride.get(1), padding.get(1)));
    }

    private static long steps(long pixels, long window, long stride, long padding) {
        return (pixels + 2 * padding - window) / stride + 1;
    }

    /** {@return the shape that two shapes are broadcast to} */
    static Shape broadcast(Shape x, Shape y) {
        int dimensions = Math.max(x.dimension(), y.dimension());
        long[] result = new long[dimensions];
        for (int i = 1; i <= dimensions; i++) {
            long a = i > x.dimension() ? 1 : x.get(x.dimension() - i);
            long b = i > y.dimension() ? 1 : y.get(y.dimension() - i);
            if (a != b && a != 1 && b != 1) {
                throw new IllegalArgumentException("%s and %s cannot be broadcast".formatted(x, y));
            }
            result[dimensions - i] = a == Value.BATCH || b == Value.BATCH ? Value.BATCH : Math.max(a, b);
        }
        return new Shape(result);
    }

    /** {@return the shape of matrix products} */
    static Shape product(Shape x, Shape y) {
        Shape leading = broadcast(x.slice(0, x.dimension() - 2), y.slice(0, y.dimension() - 2));
        return leading.add(x.get(x.dimension() - 2)).add(y.get(y.dimension() - 1));
    }

    /** {@return the shape without some dimensions, or with size 1 for them} */
    static Shape reduced(Shape shape, boolean keep, int... axes) {
        long[] sizes = shape.getShape().clone();
        Arrays.stream(axes).forEach(axis -> sizes[axis] = keep ? 1 : 0);
        return new Shape(
                keep ? sizes : Arrays.stream(sizes).filter(size -> size != 0).toArray());
    }

    /** {@return the shape with another size of one dimension} */
    static Shape with(Shape shape, int axis, long size) {
        long[] sizes = shape.getShape().clone();
        sizes[axis] = size;
        return new Shape(sizes);
    }
}

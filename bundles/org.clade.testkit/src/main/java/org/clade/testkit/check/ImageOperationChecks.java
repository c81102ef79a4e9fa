package org.clade.testkit.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * The contract of image operations: the announced shape and number of images, finite values, draws that depend only on
 * the stream and not on other images (unless it {@linkplain ImageOperation#mixes mixes} them), an unchanged input, and no leaked arrays.
 */
public final class ImageOperationChecks {

    private static final int IMAGES = 5;

    /** Shapes to try: gray images, color images and vectors. */
    public static final List<ImageShape> SHAPES =
            List.of(new ImageShape(1, 28, 28), new ImageShape(3, 32, 36), ImageShape.vector(24));

    private final ImageOperation operation;
    private final Settings settings;
    private final TensorEngine engine;
    private final List<ImageShape> shapes;

    /**
     * The checks of an operation on gray images of 28×28 pixels, color images of 32×36 and vectors of 24 values.
     *
     * @param operation the operation
     * @param settings its options
     * @param engine the tensor engine
     */
    public ImageOperationChecks(ImageOperation operation, Settings settings, TensorEngine engine) {
        this(operation, settings, engine, SHAPES);
    }

    /**
     * The checks of an operation.
     *
     * @param operation the operation
     * @param settings its options
     * @param engine the tensor engine
     * @param shapes the images to try; the checks skip images that it refuses, but it must accept one
     */
    public ImageOperationChecks(
            ImageOperation operation, Settings settings, TensorEngine engine, List<ImageShape> shapes) {
        this.operation = operation;
        this.settings = settings;
        this.engine = engine;
        this.shapes = List.copyOf(shapes);
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check(
                        "it accepts images of some shape",
                        () -> ContractViolationException.unless(
                                !taken().isEmpty(), "It refuses images of all shapes of %s.", shapes)),
                new Check("the result has the announced shape", this::shaped),
                new Check("the result is finite", this::finite),
                new Check("the result is repeatable bit for bit", this::repeatable),
                new Check("an image's draw does not depend on other images", this::independent),
                new Check("it accepts a batch of one image", this::lone),
                new Check("images stay unchanged", this::untouched),
                new Check("it leaks no arrays", this::freed));
    }

    /** {@return the promise of operations whose result is an image again, an additional check} */
    public Check staysWithinRange() {
        return new Check("the result is within 0 and 1", () -> {
            for (ImageShape shape : taken()) {
                try (NDManager manager = engine.newManager(Device.cpu())) {
                    ContractViolationException.unless(
                            Numbers.within(Numbers.of(applied(images(manager, shape), 1)), 0, 1),
                            "The result for images of %s has values below 0 or above 1.",
                            shape);
                }
            }
        });
    }

    private void shaped() {
        for (ImageShape shape : taken()) {
            ImageShape announced = operation.shape(shape, settings);
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDArray result = applied(images(manager, shape), 1);
                Shape expected = new Shape(
                        (long) IMAGES * copies(), announced.channels(), announced.height(), announced.width());
                ContractViolationException.unless(
                        result.getShape().equals(expected),
                        "For %s it announces the shape %s but returns %s.",
                        shape,
                        announced,
                        result.getShape());
                ContractViolationException.unless(
                        result.getManager() == manager, "The result does not belong to the images' manager.");
            }
        }
    }

    private void finite() {
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                ContractViolationException.unless(
                        Numbers.finite(Numbers.of(applied(images(manager, shape), 1))),
                        "The result for images of %s has values that are not finite.",
                        shape);
            }
        }
    }

    private void repeatable() {
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDArray images = images(manager, shape);
                ContractViolationException.unless(
                        Arrays.equals(Bytes.of(applied(images, 1)), Bytes.of(applied(images, 1))),
                        "The same stream gave two different results for images of %s.",
                        shape);
            }
        }
    }

    private void independent() {
        if (operation.mixes(settings)) {
            return;
        }
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                float[] alone = Numbers.of(firstTwo(applied(images(manager, shape), 1)));
                NDArray others = manager.create(
                        RandomStream.of(12).uniform((IMAGES - 2) * shape.values(), 0, 1),
                        new Shape(IMAGES - 2, shape.channels(), shape.height(), shape.width()));
                NDArray mixed = images(manager, shape).get(":2").concat(others, 0);
                float[] among = Numbers.of(firstTwo(applied(mixed, 1)));
                for (int i = 0; i < alone.length; i++) {
                    alone[i] -= among[i];
                }
                ContractViolationException.unless(
                        Numbers.largest(alone) <= 1e-5,
                        "The results for the first two images of %s change when the others change.",
                        shape);
            }
        }
    }

    private void lone() {
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDArray result = applied(images(manager, shape).get(":1"), 1);
                ContractViolationException.unless(
                        result.getShape().get(0) == copies(),
                        "For one image of %s it returns %s images but announces %s.",
                        shape,
                        result.getShape().get(0),
                        copies());
            }
        }
    }

    private void untouched() {
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDArray images = images(manager, shape);
                byte[] before = Bytes.of(images);
                applied(images, 1);
                ContractViolationException.unless(
                        Arrays.equals(before, Bytes.of(images)), "The operation changes its input images.");
            }
        }
    }

    private void freed() {
        for (ImageShape shape : taken()) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDArray images = images(manager, shape);
                applied(images, 1);
                ArrayLeakCheck live = ArrayLeakCheck.now(manager);
                live.requireNone("The operation leaks %s.", applied(images, 2));
            }
        }
    }

    private int copies() {
        return operation.copies(settings);
    }

    private NDArray firstTwo(NDArray result) {
        return result.get(":" + 2 * copies());
    }

    private List<ImageShape> taken() {
        return shapes.stream()
                .filter(operation::accepts)
                .filter(shape -> {
                    try {
                        operation.shape(shape, settings);
                        return true;
                    } catch (RefusedException e) {
                        return false;
                    }
                })
                .toList();
    }

    private NDArray applied(NDArray images, int batch) {
        return engine.autograd()
                .noGrad(() ->
                        operation.apply(images, settings, RandomStream.of(5).derive("batch", batch)));
    }

    /** Two images of noise, a black one, a white one, and one of smooth colors. */
    private static NDArray images(NDManager manager, ImageShape shape) {
        int size = shape.values();
        float[] values = RandomStream.of(11).uniform(IMAGES * size, 0, 1);
        Arrays.fill(values, 2 * size, 3 * size, 0f);
        Arrays.fill(values, 3 * size, 4 * size, 1f);
        for (int i = 0; i < size; i++) {
            values[4 * size + i] = i / (float) size;
        }
        return manager.create(values, new Shape(IMAGES, shape.channels(), shape.height(), shape.width()));
    }
}

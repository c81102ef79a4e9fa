package org.clade.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.golden.Golden;

/** The function that the golden cases of optimizers descend: scale (a/2 (w-c)² + d/2 (b-e)² + g w b). */
record Bowl(Golden golden) {

    /** Follows a golden case whose w and b are one array. */
    static void follow(String name, TensorEngine engine, Optimizer optimizer, String settings) {
        follow(name, engine, optimizer, settings, new Shape(2));
    }

    /** Follows a golden case whose w is a matrix and b a vector. */
    static void followApart(String name, TensorEngine engine, Optimizer optimizer, String settings) {
        follow(name, engine, optimizer, settings, new Shape(1, 1), new Shape(1));
    }

    private static void follow(
            String name, TensorEngine engine, Optimizer optimizer, String settings, Shape... shapes) {
        Golden golden = Golden.load(name);
        Bowl bowl = new Bowl(golden);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDList weights = bowl.start(manager, shapes);
            int steps = (int) golden.number("params.steps");
            double[] path = new double[2 * steps];
            double[] slopes = new double[2 * steps];
            try (OptimizerSession session = optimizer.open(weights, Settings.of(optimizer, settings))) {
                for (int step = 0; step < steps; step++) {
                    bowl.backward(engine, weights);
                    NDList gradients = new NDList();
                    weights.forEach(weight -> gradients.add(weight.getGradient()));
                    copy(gradients, slopes, 2 * step);
                    session.update(1);
                    copy(weights, path, 2 * step);
                }
            }
            golden.check("expected.gradient_at_each_step", 1e-5, 1e-5, slopes);
            golden.check("expected.x_after_each_step", path);
        }
    }

    private NDList start(NDManager manager, Shape... shapes) {
        double[] start = golden.numbers("inputs.x0");
        NDList weights = new NDList();
        int at = 0;
        for (Shape shape : shapes) {
            float[] numbers = new float[(int) shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) start[at++];
            }
            NDArray weight = manager.create(numbers, shape);
            weight.setRequiresGradient(true);
            weights.add(weight);
        }
        return weights;
    }

    private void backward(TensorEngine engine, NDList weights) {
        float scale = (float) golden.number("params.scale");
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray w = weights.head().flatten().get(0);
            NDArray b = weights.get(weights.size() - 1).flatten().get(2 - weights.size());
            NDArray height = w.sub(coefficient("c"))
                    .square()
                    .mul(coefficient("a") / 2)
                    .add(b.sub(coefficient("e")).square().mul(coefficient("d") / 2))
                    .add(w.mul(b).mul(coefficient("g")));
            recording.backward(height.mul(scale));
        }
    }

    private float coefficient(String name) {
        return (float) golden.number("inputs.coefficients." + name);
    }

    private static void copy(NDList arrays, double[] target, int at) {
        for (NDArray array : arrays) {
            for (float number : array.toFloatArray()) {
                target[at++] = number;
            }
        }
    }
}

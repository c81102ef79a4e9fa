package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.UniformInitializer;

/** Initializations of weights and biases of a convolution or a linear layer. */
public enum Initialization {
    /** PyTorch's default: weights and biases uniform in ±1/√(fan in) (GATCluster). */
    UNIFORM {
        @Override
        void set(Block block, int fanIn, int fanOut) {
            Initializer uniform = new UniformInitializer((float) (1 / Math.sqrt(fanIn)));
            both(block, uniform, uniform);
        }
    },
    /** He: weights normal with standard deviation √(2/fan in), biases 0 (DAC, ST-DAC, MMDC). */
    HE {
        @Override
        void set(Block block, int fanIn, int fanOut) {
            both(block, new NormalInitializer((float) Math.sqrt(2.0 / fanIn)), Initializer.ZEROS);
        }
    },
    /** Glorot: weights uniform in ±√(6/(fan in + fan out)), biases 0 (Keras's default: ST-DAC). */
    GLOROT {
        @Override
        void set(Block block, int fanIn, int fanOut) {
            both(block, new UniformInitializer((float) Math.sqrt(6.0 / (fanIn + fanOut))), Initializer.ZEROS);
        }
    },
    /** Weights normal with standard deviation 0.01, biases 0 (MMDC's heads). */
    SMALL {
        @Override
        void set(Block block, int fanIn, int fanOut) {
            both(block, new NormalInitializer(0.01f), Initializer.ZEROS);
        }
    },
    /** Weights the identity matrix, biases 0 (DAC's dense layers). */
    IDENTITY {
        @Override
        void set(Block block, int fanIn, int fanOut) {
            both(block, Initialization::identity, Initializer.ZEROS);
        }
    };

    /**
     * Sets a layer's initializers.
     *
     * @param block has a parameter {@code weight} and possibly {@code bias}
     * @param fanIn the number of inputs of one output
     * @param fanOut the number of outputs of one input
     */
    abstract void set(Block block, int fanIn, int fanOut);

    private static void both(Block block, Initializer weight, Initializer bias) {
        block.setInitializer(weight, "weight");
        if (block.getDirectParameters().contains("bias")) {
            block.setInitializer(bias, "bias");
        }
    }

    private static NDArray identity(NDManager manager, Shape shape, DataType type) {
        return manager.eye((int) shape.get(0), (int) shape.get(1), 0, type);
    }
}

package org.clade.variant.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.List;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class StateNamesTest {

    @Test
    void arraysHaveTheNamesOfPyTorch() {
        try (NDManager scope = TorchEngine.start().newManager(Device.cpu())) {
            Block block = new SequentialBlock()
                    .add(Linear.builder().setUnits(3).build())
                    .add(BatchNorm.builder().build())
                    .add(Linear.builder().setUnits(2).optBias(false).build());
            block.initialize(scope, DataType.FLOAT32, new Shape(1, 4));
            StateNames names = new StateNames();

            names.add("head1", block);

            assertEquals(
                    List.of(
                            "head1.Linear.weight",
                            "head1.Linear.bias",
                            "head1.BatchNorm.weight",
                            "head1.BatchNorm.bias",
                            "head1.BatchNorm.running_mean",
                            "head1.BatchNorm.running_var",
                            "head1.Linear2.weight"),
                    List.copyOf(names.arrays().keySet()));
            assertEquals(
                    new Shape(2, 3), names.arrays().get("head1.Linear2.weight").getShape());
        }
    }
}

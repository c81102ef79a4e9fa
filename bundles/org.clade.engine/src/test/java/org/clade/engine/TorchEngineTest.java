package org.clade.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.Test;

class TorchEngineTest {

    @Test
    void computes() {
        TensorEngine engine = TorchEngine.start();
        System.out.println(engine.info());
        try (NDManager manager = engine.newManager(Device.cpu())) {
            assertEquals(6f, manager.create(new float[] {1, 2, 3}).sum().getFloat());
            System.out.println(engine.operators()
                    .toBfloat16(manager.ones(new ai.djl.ndarray.types.Shape(2, 2)))
                    .getDataType());
        }
    }
}

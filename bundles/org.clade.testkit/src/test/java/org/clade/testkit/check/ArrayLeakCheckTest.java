package org.clade.testkit.check;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class ArrayLeakCheckTest {

    private static String leaked(ArrayLeakCheck live, NDArray... expected) {
        return assertThrows(ContractViolationException.class, () -> live.requireNone("It leaks %s.", expected))
                .getMessage();
    }

    @Test
    void leakedArraysAreCountedInWords() {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            ArrayLeakCheck live = ArrayLeakCheck.now(manager);
            assertDoesNotThrow(() -> live.requireNone("It leaks %s."));
            NDArray first = manager.zeros(new Shape(1));
            assertEquals("It leaks 1 array.", leaked(live));
            assertDoesNotThrow(() -> live.requireNone("It leaks %s.", first));
            manager.zeros(new Shape(1));
            assertEquals("It leaks 2 arrays.", leaked(live));
            assertEquals("It leaks 1 array.", leaked(live, first));
        }
    }
}

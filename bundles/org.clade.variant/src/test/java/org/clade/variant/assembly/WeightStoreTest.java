package org.clade.variant.assembly;

import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class WeightStoreTest {

    private final NDManager manager = (NDManager) Proxy.newProxyInstance(
            WeightStoreTest.class.getClassLoader(),
            new Class<?>[] {NDManager.class},
            (proxy, method, arguments) -> Device.cpu());

    @Test
    void aLayerWithoutABiasGetsNone() {
        assertNull(new WeightStore(manager, null).getValue(null, Device.cpu(), false));
        assertNull(new WeightStore(manager, null).getValue(null, Device.cpu(), true));
    }
}

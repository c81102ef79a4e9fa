package org.clade.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrayStreamTest {

    private final TensorEngine engine = TorchEngine.start();
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theBytesAreThoseOfDjl() throws IOException {
        NDList arrays = new NDList(
                named("a weight of several pieces", manager.randomNormal(new Shape(700, 800))),
                manager.create(3.5f),
                named("transposed", manager.randomNormal(new Shape(2, 3, 4)).transpose(2, 0, 1)),
                named("pixels", manager.arange(12).toType(DataType.UINT8, false).reshape(3, 4)),
                named("counts", manager.create(new long[] {1L << 40, -1})),
                named("whether", manager.create(new boolean[] {true, false})),
                named("nothing", manager.create(new Shape(0, 3))),
                named("channels last", engine.operators().channelsLast(manager.randomNormal(new Shape(2, 3, 4, 5)))));
        arrays.get(0).setRequiresGradient(true);

        assertArrayEquals(arrays.encode(), write(arrays));
    }

    @Test
    void whatIsWrittenIsReadAndNothingStaysBehind() throws IOException {
        NDArray weight = named("weight", manager.randomNormal(new Shape(5, 6)).transpose());
        int before = manager.getManagedArrays().size();
        byte[] written = write(new NDList(weight));
        assertEquals(before, manager.getManagedArrays().size());

        NDArray read = NDList.decode(manager, new ByteArrayInputStream(written)).singletonOrThrow();
        assertEquals("weight", read.getName());
        assertEquals(weight.getShape(), read.getShape());
        assertArrayEquals(weight.toFloatArray(), read.toFloatArray());
    }

    private static byte[] write(NDList arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrayStream.write(arrays, out);
        return out.toByteArray();
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}

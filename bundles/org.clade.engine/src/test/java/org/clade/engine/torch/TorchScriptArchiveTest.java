package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptArchiveTest {

    private static final String SOURCE =
            """
            class Doubler(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def twice(self: __torch__.Doubler,
                x: Tensor) -> Tensor:
                return torch.add(x, x, alpha=1)
            """;

    @Test
    void hasTheFourEntriesOfATorchScriptArchive() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(new TorchScriptArchive("Doubler", SOURCE).bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertEquals(
                "[operators/data.pkl, operators/code/__torch__.py, operators/constants.pkl, operators/version]",
                entries.keySet().toString());
        assertEquals(SOURCE, new String(entries.get("operators/code/__torch__.py"), StandardCharsets.UTF_8));
        assertArrayEquals(
                "\u0080\2c__torch__\nDoubler\nq\0)\u0081}(X\10\0\0\0trainingq\1\u0089ub."
                        .getBytes(StandardCharsets.ISO_8859_1),
                entries.get("operators/data.pkl"));
    }

    @Test
    void isLoadedAndRunByLibtorch() throws IOException {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            PtSymbolBlock module = JniUtils.loadModule(
                    (PtNDManager) manager,
                    new ByteArrayInputStream(new TorchScriptArchive("Doubler", SOURCE).bytes()),
                    false,
                    false);
            NDArray method = manager.create(0f);
            method.setName("module_method:twice");
            NDArray twice = IValueUtils.forward(
                            module, new NDList(manager.create(new float[] {1, -2.5f}), method), true)
                    .singletonOrThrow();
            assertArrayEquals(new float[] {2, -5}, twice.toFloatArray());
            module.close();
        }
    }

    @Test
    void isTheSameEveryTime() {
        assertArrayEquals(
                new TorchScriptArchive("Doubler", SOURCE).bytes(), new TorchScriptArchive("Doubler", SOURCE).bytes());
    }

    @Test
    void needsTheClassItNames() {
        assertThrows(IllegalArgumentException.class, () -> new TorchScriptArchive("Tripler", SOURCE));
    }
}

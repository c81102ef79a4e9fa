package org.clade.tensor.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.TensorContent;
import org.clade.tensor.safetensors.TensorType;
import org.junit.jupiter.api.Test;

class ScriptArchiveTest {

    private static final String SOURCE = "class Net(Module):\n  training : bool\n  w : Tensor\n";

    private static ScriptArchive archive(NamedTensor... tensors) {
        return new ScriptArchive("net", "Net", SOURCE, List.of(tensors), Map.of("note", "text"));
    }

    private static Map<String, byte[]> entries(ScriptArchive archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive.writeTo(out);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void hasAnEntryForTheNumbersOfEachTensor() throws IOException {
        Map<String, byte[]> entries = entries(archive(
                NamedTensor.floats("w", List.of(1L, 2L), new float[] {1, -2}),
                NamedTensor.longs("n", List.of(1L), new long[] {7})));

        assertEquals(
                List.of(
                        "net/data.pkl",
                        "net/code/__torch__.py",
                        "net/constants.pkl",
                        "net/version",
                        "net/extra/note",
                        "net/data/0",
                        "net/data/1"),
                List.copyOf(entries.keySet()));
        ByteBuffer numbers = ByteBuffer.wrap(entries.get("net/data/0")).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(1, numbers.getFloat());
        assertEquals(-2, numbers.getFloat());
        assertEquals("text", new String(entries.get("net/extra/note"), StandardCharsets.UTF_8));
    }

    @Test
    void picklesTensorsAsPyTorchRebuildsThem() throws IOException {
        String pickle = new String(
                entries(archive(NamedTensor.floats("w", List.of(3L, 2L), new float[6])))
                        .get("net/data.pkl"),
                StandardCharsets.ISO_8859_1);

        assertTrue(
                pickle.contains("ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\nFloatStorage\n"
                        + "X\1\0\0\0000X\3\0\0\0cpuJ\6\0\0\0tQJ\0\0\0\0(J\3\0\0\0J\2\0\0\0t(J\2\0\0\0J\1\0\0\0t"
                        + "\u0089ccollections\nOrderedDict\n)RtR"),
                pickle);
    }

    @Test
    void isTheSameEveryTime() throws IOException {
        NamedTensor tensor = NamedTensor.floats("w", List.of(1L), new float[] {3});

        assertArrayEquals(
                entries(archive(tensor)).get("net/data.pkl"),
                entries(archive(tensor)).get("net/data.pkl"));
    }

    @Test
    void hasNoTensorsOfOtherTypes() {
        NamedTensor half = new NamedTensor("w", TensorType.F16, List.of(1L), TensorContent.floats(new float[0]));

        assertThrows(IllegalArgumentException.class, () -> archive(half).writeTo(new ByteArrayOutputStream()));
    }
}

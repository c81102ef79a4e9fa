package org.clade.tensor.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"resnet_basic", "vit_r2_timm_bf16", "vit_r2_timm_f16", "clip_hf_whole"})
    void writesTheBytesThatPythonWrote(String name) throws IOException {
        Path file = Golden.copy(name + ".safetensors", folder);
        byte[] expected = Files.readAllBytes(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            long start = expected.length
                    - read.tensors().stream().mapToLong(TensorInfo::end).max().orElseThrow();
            List<NamedTensor> tensors = new ArrayList<>();
            for (TensorInfo tensor : read.tensors()) {
                tensors.add(
                        0,
                        new NamedTensor(
                                tensor.name(),
                                tensor.type(),
                                tensor.shape(),
                                to -> to.write(expected, (int) (start + tensor.begin()), (int)
                                        (tensor.end() - tensor.begin()))));
            }
            SafetensorsWriter.write(out, read.metadata(), tensors);
        }
        assertArrayEquals(expected, out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"vit_r2_timm_f16, F16, 1e-3", "vit_r2_timm_bf16, BF16, 8e-3"})
    void readsReducedNumbers(String name, TensorType type, float relative) throws IOException {
        try (SafetensorsFile exact = SafetensorsFile.open(Golden.copy("vit_r2_timm.safetensors", folder));
                SafetensorsFile reduced = SafetensorsFile.open(Golden.copy(name + ".safetensors", folder))) {
            for (TensorInfo tensor : exact.tensors()) {
                float[] expected = exact.floats(tensor);
                TensorInfo other = reduced.find(tensor.name()).orElseThrow();
                assertEquals(type, other.type());
                assertEquals(tensor.shape(), other.shape());
                float[] actual = reduced.floats(other);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], actual[i], 1e-6 + relative * Math.abs(expected[i]), tensor.name());
                }
            }
        }
    }

    @Test
    void readsEveryType() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(31).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(1L << 60).putDouble(0.1).putFloat(-2.5f).putShort((short) 0x3FC0);
        data.putShort((short) 0x0001)
                .putShort((short) 0xFC00)
                .put((byte) 200)
                .put((byte) 0)
                .put((byte) 1);
        data.put((byte) 0).put((byte) 1);
        Path file = file(
                """
                {"i":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"d":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},\
                "f":{"dtype":"F32","shape":[1,1],"data_offsets":[16,20]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[20,22]},\
                "h":{"dtype":"F16","shape":[2],"data_offsets":[22,26]},"u":{"dtype":"U8","shape":[1],"data_offsets":[26,27]},\
                "t":{"dtype":"BOOL","shape":[2,2],"data_offsets":[27,31]},"none":{"dtype":"F32","shape":[3,0],"data_offsets":[31,31]}}""",
                data.array());
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertArrayEquals(new long[] {1L << 60}, read.longs(tensor(read, "i")));
            assertArrayEquals(new float[] {0.1f}, read.floats(tensor(read, "d")));
            assertArrayEquals(new float[] {-2.5f}, read.floats(tensor(read, "f")));
            assertArrayEquals(new float[] {1.5f}, read.floats(tensor(read, "b")));
            assertArrayEquals(
                    new float[] {(float) Math.pow(2, -24), Float.NEGATIVE_INFINITY}, read.floats(tensor(read, "h")));
            assertArrayEquals(new long[] {200}, read.longs(tensor(read, "u")));
            assertArrayEquals(new float[] {0, 1, 0, 1}, read.floats(tensor(read, "t")));
            assertEquals(0, read.floats(tensor(read, "none")).length);
            float[] part = new float[2];
            read.read(tensor(read, "t"), 1, part);
            assertArrayEquals(new float[] {1, 0}, part);
            assertEquals("[2, 2]", tensor(read, "t").shapeText());
            assertTrue(assertThrows(RefusedException.class, () -> read.longs(tensor(read, "f")))
                    .getMessage()
                    .contains("the tensor “f” has numbers of the type F32"));
        }
    }

    private static TensorInfo tensor(SafetensorsFile file, String name) {
        return file.find(name).orElseThrow();
    }

    @Test
    void writesNumbersAndPadsTheHeader() throws IOException {
        Path file = folder.resolve("written.safetensors");
        float[] many = new float[40_000];
        many[39_999] = 7;
        try (var out = Files.newOutputStream(file)) {
            SafetensorsWriter.write(
                    out,
                    Map.of("format", "pt"),
                    List.of(
                            NamedTensor.floats("“x”/é", List.of(40_000L), many),
                            NamedTensor.longs("ids", List.of(2L), new long[] {-1, 5})));
        }
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertEquals(Map.of("format", "pt"), read.metadata());
            assertArrayEquals(many, read.floats(tensor(read, "“x”/é")));
            assertArrayEquals(new long[] {-1, 5}, read.longs(tensor(read, "ids")));
        }
        assertEquals(0, (Files.size(file) - 160_016) % 8);
        assertThrows(
                IllegalArgumentException.class,
                () -> SafetensorsWriter.write(
                        new ByteArrayOutputStream(),
                        Map.of(),
                        List.of(NamedTensor.floats("x", List.of(3L), new float[2]))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | “x” has the shape [2] of F32, which takes 8 bytes, but its data_offsets give it 4",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 4 | “x” ends at byte 8, but the file has only 4 bytes of data",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | “x” begins at byte 4, but the tensor before it ends at byte 0",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'y':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}} | 6 | “y” begins at byte 2, but the tensor before it ends at byte 4",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'y':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | 12 | “y” begins at byte 8, but the tensor before it ends at byte 4",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 6 | has 6 bytes of data, but its tensors end at byte 4",
                "{'x':{'dtype':'F8_E5M2','shape':[1],'data_offsets':[0,1]}} | 1 | “x” has the type F8_E5M2, but Clade reads I64, F64, F32, BF16, F16, U8, BOOL",
                "{'x':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'x':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}} | 1 | “x” occurs twice",
                "{'x':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | 0 | “x” has the shape [4294967296, 4294967296], which is too large",
                "{'x':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | “x” has in shape what is not a list of whole numbers from 0",
                "{'x':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | 4 | “x” has in shape what is not a list of whole numbers from 0",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | “x” has the data_offsets [4, 0], which are no begin and end",
                "{'x':{'dtype':'F32','shape':[1]}} | 4 | “x” has no data_offsets",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'strides':[1]}} | 4 | “x” has the unknown key “strides”",
                "{'x':7} | 4 | is no JSON of the form",
                "{'x' | 4 | is no JSON of the form",
                "{} {} | 0 | is no JSON of the form",
                "[] | 0 | does not begin with a brace",
            })
    void refusesWhatDoesNotAgree(String header, int bytes, String expected) throws IOException {
        Path file = file(header.replace('\'', '"'), new byte[bytes]);
        assertRefused(file, expected);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        assertRefused(
                written("short.safetensors", new byte[] {1, 2}), "has 2 bytes and is thus no file of safetensors");
        byte[] truncated = new byte[9];
        truncated[0] = 100;
        assertRefused(written("cut.safetensors", truncated), "its header has 100 bytes, but the file has 9");
        byte[] huge = new byte[9];
        huge[7] = -1;
        assertRefused(written("huge.safetensors", huge), "its header has 18374686479671623680 bytes");
        assertRefused(written("model.pth", new byte[9]), "is a pickle of PyTorch");
        assertRefused(
                written("renamed.safetensors", "PK\u0003\u0004 and more".getBytes(StandardCharsets.US_ASCII)),
                "is a pickle");
        assertRefused(written("old.safetensors", new byte[] {(byte) 0x80, 2, 'c', 0, 0, 0, 0, 0, 0}), "is a pickle");
        assertRefused(written("model.safetensors.index.json", new byte[9]), "is the index of a model in several files");
        assertRefused(
                written(
                        "lfs.safetensors",
                        "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII)),
                "is a pointer of Git LFS");
        byte[] latin = new byte[16];
        latin[0] = 8;
        latin[8] = '{';
        latin[9] = (byte) 0xFF;
        assertRefused(written("latin.safetensors", latin), "is no text in UTF-8");
    }

    private void assertRefused(Path file, String expected) {
        String message = assertThrows(
                        RefusedException.class, () -> SafetensorsFile.open(file).close())
                .getMessage();
        assertTrue(message.contains(expected) && message.contains(file.toString()), message);
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return written(
                "made.safetensors",
                ByteBuffer.allocate(8 + json.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .put(data)
                        .array());
    }

    private Path written(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}

package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UspsReaderTest {

    private final UspsReader reader = new UspsReader(new AreaScaler());

    @TempDir
    Path folder;

    @Test
    void readsTextOfLibsvm() throws IOException {
        Files.writeString(folder.resolve("usps"), line(7, "-1") + line(10, "1"));
        Files.writeString(folder.resolve("usps.t"), "1 1:-0.813 3:0.862 256:1 \n");
        Dataset set = open(Split.ALL);
        assertEquals(new ImageShape(1, 16, 16), set.info().shape());
        assertEquals("train+test", set.info().protocol());
        assertArrayEquals(new int[] {6, 9, 0}, set.labels().orElseThrow());
        ByteBuffer pixels = set.read(0, 0, count -> {});
        assertEquals(0, pixels.get(0));
        assertEquals((byte) 255, pixels.get(256));
        // what torchvision makes of them, in 32-bit floating point and cut
        assertEquals(23, pixels.get(512));
        assertEquals(127, pixels.get(513));
        assertEquals((byte) 237, pixels.get(514));
        assertEquals((byte) 255, pixels.get(767));
        assertEquals(1, open(Split.TEST).info().images());
    }

    @Test
    void otherFormsAreRefused() throws IOException {
        assertEquals(Optional.empty(), reader.open(folder, Split.ALL, Settings.of(reader, "")));
        Files.write(folder.resolve("usps.bz2"), new byte[9]);
        assertRefused(() -> open(Split.ALL), "usps.bz2", "bunzip2");
        Files.writeString(folder.resolve("usps"), line(7, "-1") + line(11, "1"));
        assertRefused(() -> open(Split.ALL), "usps", "line 2", "label from 1 to 10");
        assertRefused(() -> open(Split.TEST), "usps.t", "missing");
        for (String wrong : new String[] {"1 257:0", "1 0:0", "1 1:2", "1 1", "1 :1", "x 1:1", "1 1:nan"}) {
            Files.writeString(folder.resolve("usps"), wrong);
            assertRefused(() -> open(Split.TRAIN), "usps", "line 1");
        }
        Files.writeString(folder.resolve("usps"), "");
        assertRefused(() -> open(Split.TRAIN), "usps", "empty");
    }

    private static String line(int label, String value) {
        return label
                + IntStream.rangeClosed(1, 256)
                        .mapToObj(i -> " " + i + ":" + value)
                        .collect(Collectors.joining())
                + " \n";
    }

    private Dataset open(Split split) {
        return reader.open(folder, split, Settings.of(reader, "")).orElseThrow();
    }
}

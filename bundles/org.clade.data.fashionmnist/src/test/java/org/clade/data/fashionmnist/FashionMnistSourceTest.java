package org.clade.data.fashionmnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class FashionMnistSourceTest {

    private final Dataset set = new FashionMnistSource(new ImageScaler() {
                @Override
                public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
                    return height == shape.height() && width == shape.width() ? image : new byte[height * width];
                }

                @Override
                public byte[] center(byte[] image, ImageShape shape, ResizedCrop crop) {
                    throw new UnsupportedOperationException();
                }
            })
            .open();

    @Test
    void saysWhatItIs() {
        assertEquals("fashion-mnist-10k", set.info().name());
        assertEquals(10_000, set.info().images());
        assertEquals(new ImageShape(1, 28, 28), set.info().shape());
        assertEquals("test", set.info().protocol());
        assertEquals("Ankle boot", set.info().classes().get(9));
        assertEquals("9999", set.item(9999));
    }

    @Test
    void imagesAndLabelsAreTheOfficialOnes() throws NoSuchAlgorithmException {
        List<Integer> progress = new ArrayList<>();
        ByteBuffer pixels = set.read(0, 0, progress::add);
        assertTrue(pixels.isDirect());
        assertEquals(0, pixels.position());
        assertEquals(7_840_000, pixels.remaining());
        assertEquals(10_000, progress.get(progress.size() - 1));
        MessageDigest images = MessageDigest.getInstance("MD5");
        images.update(HexFormat.of().parseHex("00000803000027100000001c0000001c"));
        images.update(pixels);
        assertEquals("8181f5470baa50b63fa0f6fddb340f0a", HexFormat.of().formatHex(images.digest()));

        int[] classes = set.labels().orElseThrow();
        MessageDigest labels = MessageDigest.getInstance("MD5");
        labels.update(HexFormat.of().parseHex("0000080100002710"));
        int[] sizes = new int[10];
        for (int label : classes) {
            labels.update((byte) label);
            sizes[label]++;
        }
        assertEquals("15d484375f8d13e6eb1aabb0c3f46965", HexFormat.of().formatHex(labels.digest()));
        assertArrayEquals(new int[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000}, sizes);
    }

    @Test
    void otherSizesAreScaled() {
        assertEquals(10_000 * 12, set.read(3, 4, n -> {}).remaining());
        assertThrows(RefusedException.class, () -> set.read(500, 500, n -> {}));
    }

    @Test
    void theNoticeIsKept() throws IOException {
        try (InputStream in = FashionMnistSource.class.getResourceAsStream("LICENSE")) {
            assertNotNull(in);
            String notice = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(notice.contains("2017, Zalando SE"));
            assertTrue(notice.contains("Permission is hereby granted, free of charge"));
        }
    }
}

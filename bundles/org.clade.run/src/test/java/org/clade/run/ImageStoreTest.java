package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageReceiver;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.engine.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in memory and images that are mapped from a file are the same images. */
class ImageStoreTest {

    private static final int IMAGES = 50;
    private static final ImageShape SHAPE = new ImageShape(3, 4, 5);

    @TempDir
    Path folder;

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

    /** Noise that is handed on some images at a time, or as a whole as older data sets do. */
    private record Noise(int atOnce) implements Dataset {

        @Override
        public DatasetInfo info() {
            return new DatasetInfo("noise", "", "", "all", IMAGES, SHAPE, List.of(), false);
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            ByteBuffer all = ByteBuffer.allocateDirect(IMAGES * SHAPE.bytes());
            RandomStream random = RandomStream.of(3);
            for (int i = 0; i < all.capacity(); i++) {
                all.put(i, (byte) random.below(256));
            }
            return all;
        }

        @Override
        public void readInTurn(int height, int width, ImageReceiver receiver) {
            if (atOnce == 0) {
                Dataset.super.readInTurn(height, width, receiver);
                return;
            }
            ByteBuffer all = read(height, width, count -> {});
            ByteBuffer some = ByteBuffer.allocateDirect(atOnce * SHAPE.bytes());
            for (int first = 0; first < IMAGES; first += atOnce) {
                int count = Math.min(atOnce, IMAGES - first);
                some.put(0, all, first * SHAPE.bytes(), count * SHAPE.bytes());
                receiver.take(first, count, some);
            }
        }
    }

    private ImageStore read(int atOnce, int limit, long most) {
        return ImageStore.read(
                new Noise(atOnce),
                SHAPE,
                0,
                limit,
                RandomStream.of(8),
                new ImagePlace(engine, manager, folder, most),
                count -> {});
    }

    private byte[] batch(ImageStore store) {
        int[] order = RandomStream.of(4).permutation(store.size());
        try (NDManager scope = manager.newSubManager()) {
            NDArray batch = store.gather(order, 1, store.size(), scope);
            assertEquals(store.size() - 1, batch.getShape().get(0));
            return batch.toByteArray();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void mappedImagesAreThoseInMemory() throws IOException {
        for (int limit : new int[] {0, 17}) {
            ImageStore memory = read(0, limit, Long.MAX_VALUE);
            for (int atOnce : new int[] {0, 7}) {
                ImageStore mapped = read(atOnce, limit, 100);
                ImageStore turns = read(atOnce, limit, Long.MAX_VALUE);

                assertEquals(limit == 0 ? IMAGES : limit, mapped.size());
                assertArrayEquals(batch(memory), batch(mapped));
                assertArrayEquals(batch(memory), batch(turns));
                assertEquals(memory.fingerprint(), mapped.fingerprint());
                assertEquals(memory.item(5), mapped.item(5));
            }
        }
        if (!System.getProperty("os.name").startsWith("Windows")) {
            assertEquals(List.of(), files());
        }
    }

    @Test
    void theFirstImageIsWhatTheDataSetSays() {
        ByteBuffer all = new Noise(0).read(0, 0, count -> {});
        byte[] first = new byte[SHAPE.bytes()];
        all.get(0, first);
        try (NDManager scope = manager.newSubManager()) {
            assertArrayEquals(
                    first, read(7, 0, 100).gather(new int[] {0}, 0, 1, scope).toByteArray());
        }
    }

    @Test
    void aStopWhileReadingLeavesNoFileAndNoArray() throws IOException {
        int before = manager.getManagedArrays().size();
        List<Integer> files = new ArrayList<>();
        for (long most : new long[] {100, Long.MAX_VALUE}) {
            assertThrows(
                    RunStopped.class,
                    () -> ImageStore.read(
                            new Noise(7),
                            SHAPE,
                            0,
                            0,
                            RandomStream.of(8),
                            new ImagePlace(engine, manager, folder, most),
                            count -> {
                                try {
                                    files.add(files().size());
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                                throw new RunStopped();
                            }));
        }
        assertEquals(List.of(1, 0), files, "one image file while the mapped set was read");
        assertEquals(List.of(), files());
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void aFolderThatCannotTakeTheFileIsNamed() {
        Path missing = folder.resolve("missing");
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> ImageStore.read(
                        new Noise(7),
                        SHAPE,
                        0,
                        0,
                        RandomStream.of(8),
                        new ImagePlace(engine, manager, missing, 100),
                        count -> {}));
        assertTrue(refusal.getMessage().contains("50 images of noise"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(missing.toString()), refusal::getMessage);
    }
}

package org.clade.run.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;
import org.clade.run.support.RunStoppedException;
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

    /** Noise that is returned in chunks, or as a whole as in older data sets. */
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
        public void readChunks(int height, int width, ImageConsumer receiver) {
            if (atOnce == 0) {
                Dataset.super.readChunks(height, width, receiver);
                return;
            }
            ByteBuffer all = read(height, width, count -> {});
            ByteBuffer some = ByteBuffer.allocateDirect(atOnce * SHAPE.bytes());
            for (int first = 0; first < IMAGES; first += atOnce) {
                int count = Math.min(atOnce, IMAGES - first);
                some.put(0, all, first * SHAPE.bytes(), count * SHAPE.bytes());
                receiver.accept(first, count, some);
            }
        }
    }

    private ImageStore open(Dataset dataset, int limit, long most, CancellationToken cancellation) {
        return ImageStore.open(dataset, SHAPE, limit, 8, new ImageStorage(engine, manager, folder, most), cancellation);
    }

    private ImageStore read(int atOnce, int limit, long most) {
        return open(new Noise(atOnce), limit, most, () -> {}).read(0, count -> {});
    }

    /** A data set that pauses after its first images. */
    private record Halting(Noise noise, CountDownLatch halt, RuntimeException end) implements Dataset {

        @Override
        public DatasetInfo info() {
            return noise.info();
        }

        @Override
        public Optional<int[]> labels() {
            return noise.labels();
        }

        @Override
        public String item(int index) {
            return noise.item(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            return noise.read(height, width, progress);
        }

        @Override
        public void readChunks(int height, int width, ImageConsumer receiver) {
            noise.readChunks(height, width, (first, count, images) -> {
                if (first > 0) {
                    try {
                        halt.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    if (end != null) {
                        throw end;
                    }
                }
                receiver.accept(first, count, images);
            });
        }
    }

    @Test
    void imagesThatAreThereCanBeLookedAtWhileOthersAreRead() {
        CountDownLatch halt = new CountDownLatch(1);
        AtomicBoolean all = new AtomicBoolean();
        long[] checksum = new long[1];
        try (ImageStore whole = read(0, 0, Long.MAX_VALUE);
                ImageStore background = open(new Halting(new Noise(7), halt, null), 0, Long.MAX_VALUE, () -> {
                            if (all.get()) {
                                halt.countDown();
                            }
                        })
                        .readInBackground(0, sum -> checksum[0] = sum);
                NDManager scope = manager.newSubManager()) {
            int[] first = {6, 0, 3};
            assertArrayEquals(
                    whole.gather(first, 0, 3, scope).toByteArray(),
                    background.gather(first, 0, 3, scope).toByteArray());
            assertFalse(background.whole());
            assertEquals(Thread.currentThread(), background.busy(Thread.currentThread()));
            all.set(true);
            assertArrayEquals(batch(whole), batch(background), "a waiting thread ended the halt");
            assertEquals(whole.fingerprint(), background.fingerprint());
            assertTrue(background.whole());
            assertEquals(whole.fingerprint(), checksum[0]);
        }
    }

    @Test
    void whatEndsTheReadingIsThrownToWhoeverNeedsMore() {
        CountDownLatch halt = new CountDownLatch(1);
        RefusedException damaged = new RefusedException("Image 7 is damaged.");
        try (ImageStore background = open(new Halting(new Noise(7), halt, damaged), 0, Long.MAX_VALUE, () -> {})
                        .readInBackground(0, sum -> {});
                NDManager scope = manager.newSubManager()) {
            int[] all = RandomStreams.range(IMAGES);
            assertEquals(7, background.gather(all, 0, 7, scope).getShape().get(0));
            halt.countDown();
            assertSame(damaged, assertThrows(RefusedException.class, () -> background.gather(all, 7, 8, scope)));
            assertSame(damaged, assertThrows(RefusedException.class, background::fingerprint));
            assertFalse(background.whole());
        }
    }

    @Test
    void imagesThatNobodyNeedsAnyMoreAreNotRead() throws IOException {
        int before = manager.getManagedArrays().size();
        for (long most : new long[] {100, Long.MAX_VALUE}) {
            CountDownLatch halt = new CountDownLatch(1);
            ImageStore background = open(new Halting(new Noise(7), halt, null), 0, most, () -> {})
                    .readInBackground(0, sum -> fail("not all of them were read"));
            new Thread(halt::countDown).start();
            background.close();
        }
        assertEquals(List.of(), files());
        assertEquals(before, manager.getManagedArrays().size());
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
            ImageStore store = open(new Noise(7), 0, most, () -> {});
            assertThrows(
                    RunStoppedException.class,
                    () -> store.read(0, count -> {
                        try {
                            files.add(files().size());
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        throw new RunStoppedException();
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
                () -> ImageStore.open(
                        new Noise(7), SHAPE, 0, 8, new ImageStorage(engine, manager, missing, 100), () -> {}));
        assertTrue(refusal.getMessage().contains("50 images of noise"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(missing.toString()), refusal::getMessage);
    }
}

package org.clade.run.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.engine.torch.TorchEngine;
import org.clade.run.SmallNetwork;
import org.clade.run.Stripes;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.RandomStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {

    private static final int SUBBATCH = 7;

    private final TensorEngine engine = TorchEngine.start();

    @TempDir
    private Path folder;

    private NDManager manager;
    private RunScope run;
    private int copies = 1;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
        Dataset stripes = new Stripes().open("stripes", Split.ALL);
        ImageShape shape = stripes.info().shape();
        run = new RunScope(
                new SmallNetwork(shape.bytes(), Stripes.CLASSES, manager, 1),
                null,
                ImageStore.open(stripes, shape, 0, 1, ImageStorage.of(engine, manager, folder), () -> {})
                        .read(0, count -> {}),
                RandomStreams.of(1),
                engine,
                manager,
                manager,
                new StageTimer(),
                new LossMeter(),
                () -> {});
    }

    @AfterEach
    void close() {
        run.network().close();
        manager.close();
    }

    @ParameterizedTest(name = "{0} rows for each image")
    @ValueSource(ints = {1, 3})
    void smallSubBatchesAreLookedAtTogetherAndNormalizedEachForItself(int copies) {
        this.copies = copies;
        assertEquals(List.of(run.images().size()), looks(ForwardMode.BATCH_STATISTICS));
        int[] order = RandomStreams.range(run.images().size());
        float[] together = labels(SUBBATCH, order);
        int width = together.length / order.length;
        for (int from = 0; from < order.length; from += SUBBATCH) {
            int to = Math.min(order.length, from + SUBBATCH);
            assertArrayEquals(
                    labels(order.length, Arrays.copyOfRange(order, from, to)),
                    Arrays.copyOfRange(together, from * width, to * width),
                    1e-6f);
        }
        assertFalse(
                Arrays.equals(together, labels(order.length, order)),
                "the inference batch decides what the network says");
    }

    @Test
    void withRunningStatisticsASubBatchAtATimeIsLookedAt() {
        List<Integer> looks = looks(ForwardMode.EVALUATION);
        assertEquals(SUBBATCH, looks.get(0));
        assertEquals((run.images().size() + SUBBATCH - 1) / SUBBATCH, looks.size());
    }

    /** The numbers of images per call, in order. */
    private List<Integer> looks(ForwardMode mode) {
        List<Integer> looks = new ArrayList<>();
        new Inference(run, mode, SUBBATCH)
                .each(
                        new Plain(),
                        Set.of(Signal.PROBABILITIES),
                        RandomStreams.range(run.images().size()),
                        (from, to, seen) -> looks.add(to - from));
        return looks;
    }

    private float[] labels(int inferenceBatch, int[] images) {
        try (NDManager scope = manager.newSubManager()) {
            return new Inference(run, ForwardMode.BATCH_STATISTICS, inferenceBatch)
                    .all(new Plain(), Set.of(Signal.PROBABILITIES), images, scope, count -> {})
                    .get(Signal.PROBABILITIES)
                    .toFloatArray();
        }
    }

    /** Pixels from 0 to 1, every image so often. */
    private final class Plain implements Pipeline {

        @Override
        public ImageShape shape(ImageShape image) {
            return image;
        }

        @Override
        public int copies() {
            return copies;
        }

        @Override
        public NDArray apply(NDArray images, RandomStream random) {
            return images.toType(DataType.FLOAT32, true).divi(255).repeat(0, copies);
        }
    }
}

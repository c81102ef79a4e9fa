package org.clade.run.trained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.api.data.Split;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.signal.Signal;
import org.clade.run.SmallRuns;
import org.clade.run.Stripes;
import org.clade.run.features.Backbones;
import org.clade.run.features.NetworkFeatures;
import org.clade.run.support.CancellationToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network of a run computes the embeddings of any images. */
class RunFeaturesTest {

    @TempDir
    private Path out;

    private SmallRuns small;
    private NetworkFeatures features;

    /** A run reads its images itself. */
    private static final class NoScaler implements ImageScaler {

        @Override
        public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] center(byte[] image, ImageShape shape, ResizedCrop crop) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() {
        small = new SmallRuns(out);
        features = new NetworkFeatures(
                small.executor,
                new Backbones(List.of()),
                new TrainedNetworks(small.trained),
                small.data,
                small.engine,
                new NoScaler());
    }

    private FeatureFileRequest request(Path run, Split split, Shard shard, String file) {
        return new FeatureFileRequest(
                run.toString(), "stripes", split, out.resolve(file), 0, 1, shard, "fp32", "auto", false);
    }

    private FeatureFile written(FeatureFileRequest request) throws Exception {
        InferenceReport<FeatureFile> report = features.start(request).await();
        assertEquals("", report.failure());
        return report.result().orElseThrow();
    }

    private float[] numbers(String file, int count) throws Exception {
        byte[] bytes = Files.readAllBytes(out.resolve(file));
        float[] numbers = new float[count];
        ByteBuffer.wrap(bytes, bytes.length - count * Float.BYTES, count * Float.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    @Test
    void itsOwnImagesGetTheEmbeddingsThatTheRunHas() throws Exception {
        Path run = small.train(Split.TRAIN, 0);

        FeatureFile result = written(request(run, Split.TRAIN, Shard.WHOLE, "x.npy"));

        assertEquals(Stripes.TRAIN, result.images());
        assertTrue(result.origin().network().startsWith("run "), result.origin().network());
        assertEquals(64, result.origin().weights().get(0).sha256().length());
        try (LoadedRun loaded = small.trained.open(small.trained.find(run), CancellationToken.INTERRUPT, count -> {});
                NDManager keeper = small.engine.newManager(Device.cpu())) {
            float[] expected = loaded.look(Set.of(Signal.FEATURES), keeper)
                    .get(Signal.FEATURES)
                    .toFloatArray();
            assertEquals(expected.length, Stripes.TRAIN * result.width());
            assertArrayEquals(expected, numbers("x.npy", expected.length), 1e-5f);
        }
    }

    @Test
    void otherImagesAreComputedInParts() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        int width = written(request(run, Split.ALL, Shard.WHOLE, "whole.npy")).width();
        List<Path> parts = Stream.of("1.npy", "2.npy").map(out::resolve).toList();
        written(request(run, Split.ALL, new Shard(1, 2), "1.npy"));
        written(request(run, Split.ALL, new Shard(2, 2), "2.npy"));

        assertEquals(Stripes.TRAIN + Stripes.TEST, features.merge(out.resolve("merged.npy"), parts));
        int count = (Stripes.TRAIN + Stripes.TEST) * width;
        assertArrayEquals(numbers("whole.npy", count), numbers("merged.npy", count), 1e-6f);
    }

    @Test
    void aRunWithoutANetworkIsRefusedInASentence() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
            for (Path checkpoint : checkpoints.toList()) {
                Files.delete(checkpoint);
            }
        }

        String message = assertThrows(
                        RefusedException.class, () -> features.start(request(run, Split.TRAIN, Shard.WHOLE, "x.npy")))
                .getMessage();
        assertTrue(message.contains("there is no trained network"), message);
    }

    @Test
    void anotherDeviceThanThatOfTheRunIsRefused() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        FeatureFileRequest asked = new FeatureFileRequest(
                run.toString(), "stripes", Split.ALL, out.resolve("x.npy"), 0, 1, Shard.WHOLE, "fp32", "cpu", false);

        assertTrue(assertThrows(RefusedException.class, () -> features.start(asked))
                .getMessage()
                .contains("leave --device cpu out"));
    }
}

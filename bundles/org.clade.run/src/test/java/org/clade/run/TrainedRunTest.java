package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Signal;
import org.clade.run.trained.LoadedRun;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained run gives the same results for its images after it is opened again. */
class TrainedRunTest {

    private static final int IMAGES = 50;

    @TempDir
    private Path out;

    private SmallRuns small;

    @BeforeEach
    void start() {
        small = new SmallRuns(out);
    }

    @Test
    void itsClustersAreThoseThatTheRunAssigned() throws Exception {
        assertSameClusters(small.train(Split.ALL, IMAGES));
    }

    @Test
    void whereABatchDecidesTheOrderIsTheRuns() throws Exception {
        small.variants.inference = ForwardMode.BATCH_STATISTICS;
        Path folder = small.train(Split.ALL, 0);
        assertSameClusters(folder);
        try (TrainedRun run = small.runs.open(folder)) {
            assertArrayEquals(
                    run.clusters(),
                    Arrays.stream(run.vectors(run.decision()))
                            .mapToInt(TrainedRunTest::greatest)
                            .toArray());
        }
    }

    @Test
    void meansAreThoseOfTheCheckpoint() throws Exception {
        small.variants.means = true;
        Path folder = small.train(Split.ALL, IMAGES);
        assertSameClusters(folder);
        try (TrainedRun run = small.runs.open(folder)) {
            assertTrue(Arrays.stream(run.clusters()).allMatch(cluster -> cluster == Stripes.CLASSES - 1));
        }
    }

    private void assertSameClusters(Path folder) throws IOException {
        try (TrainedRun run = small.runs.open(folder)) {
            int[] assigned = Files.readAllLines(folder.resolve("assignments.csv")).stream()
                    .skip(1)
                    .mapToInt(line -> Integer.parseInt(line.split(",")[1]))
                    .toArray();
            assertEquals(assigned.length, run.images());
            assertArrayEquals(assigned, run.clusters());
        }
    }

    @Test
    void everySignalHasARowForEachImage() throws Exception {
        Path folder = small.train(Split.TEST, 0);
        try (TrainedRun run = small.runs.open(folder);
                NDManager keeper = small.engine.newManager(Device.cpu())) {
            assertEquals(Stripes.TEST, run.images());
            assertEquals("test", run.data().protocol());
            assertEquals(Split.TEST, run.request().split());
            assertEquals(folder, run.folder());
            assertEquals("small", run.recipe().name());
            assertArrayEquals(
                    Stripes.classes(0, 1, 2), Arrays.copyOf(run.labels().orElseThrow(), 3));
            assertEquals(Set.of(Signal.FEATURES, Signal.PROBABILITIES), run.signals());
            NDArray features = run.look(Set.of(Signal.FEATURES), keeper).get(Signal.FEATURES);
            assertEquals(Stripes.TEST, features.getShape().get(0));
            double[][] vectors = run.vectors(Signal.FEATURES);
            assertEquals(SmallNetwork.WIDTH, vectors[0].length);
            assertEquals(features.getFloat(4, 2), vectors[4][2]);
            RefusedException unknown =
                    assertThrows(RefusedException.class, () -> run.look(Set.of(Signal.ROTATIONS), keeper));
            assertTrue(unknown.getMessage().contains("known are features, probabilities"), unknown.getMessage());
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        Path folder = small.train(Split.ALL, IMAGES);
        try (LoadedRun run = small.trained.open(small.trained.find(folder), () -> {}, count -> {})) {
            NDManager host = run.inference().run().host();
            NDManager device = run.inference().run().device();
            run.clusters();
            int before =
                    host.getManagedArrays().size() + device.getManagedArrays().size();
            run.clusters();
            run.vectors(Signal.FEATURES);
            assertEquals(
                    before,
                    host.getManagedArrays().size() + device.getManagedArrays().size());
            assertFalse(small.engine
                    .autograd()
                    .noGrad(() -> run.look(Set.of(Signal.FEATURES), host))
                    .get(Signal.FEATURES)
                    .hasGradient());
        }
    }

    @Test
    void whatCannotBeOpenedIsRefusedInWords() throws Exception {
        refused(out.resolve("nothing"), "is not a run folder");

        Path folder = small.train(Split.ALL, 0);
        small.data.seed = 2;
        refused(folder, "have changed since run " + folder + " was trained on them");

        small.data.present = false;
        refused(folder, "The images of run " + folder + " are no longer available: There is no data set or folder");

        small.data.present = true;
        small.data.seed = 1;
        for (CheckpointFile checkpoint : CheckpointFile.all(folder)) {
            Files.write(checkpoint.file(), new byte[] {1, 2, 3});
        }
        refused(folder, "is damaged: it is not a complete zip file");
        CheckpointFile.all(folder).forEach(CheckpointFile::delete);
        refused(folder, "has no checkpoint");
    }

    private void refused(Path folder, String words) {
        String sentence = assertThrows(RefusedException.class, () -> small.runs.open(folder))
                .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    private static int greatest(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }
}

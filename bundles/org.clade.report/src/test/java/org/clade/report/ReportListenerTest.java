package org.clade.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.run.RunEvent;
import org.clade.engine.torch.TorchEngine;
import org.clade.picture.FakeRun;
import org.clade.picture.NoiseImages;
import org.clade.report.figure.LabelFeatureSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written when. */
class ReportListenerTest {

    @TempDir
    private Path folder;

    private final ReportListener listener = new ReportListener(Solvers.solver());

    private void evaluated(EvaluationPoint... points) {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            FakeRun run = new FakeRun(manager, folder, new NoiseImages(40, 1, 8, false));
            for (EvaluationPoint point : points) {
                listener.onEvaluation(run, point);
            }
        }
    }

    private void ended(RunEvent.Type type) {
        listener.onEvent(new RunEvent("noise/fake/20260102-030405-s1", type, Instant.EPOCH, Map.of()));
    }

    @Test
    void labelFeaturesAreRecordedAtEveryEvaluationAndFiguresDrawnAtTheLast() {
        evaluated(new EvaluationPoint(0, 0, 0, true, false, false), new EvaluationPoint(1, 1, 10, true, false, false));
        assertEquals(2, LabelFeatureSamples.read(folder).size());
        assertFalse(Files.exists(folder.resolve("figures/members.csv")));

        evaluated(new EvaluationPoint(2, 2, 20, true, true, true));
        assertEquals(3, LabelFeatureSamples.read(folder).size());
        assertTrue(Files.exists(folder.resolve("figures/members.csv")));
        assertFalse(Files.exists(folder.resolve("report.html")), "the run's own files come first");

        ended(RunEvent.Type.FINISHED);
        assertTrue(Files.exists(folder.resolve("figures/map.csv")));
        assertTrue(Files.exists(folder.resolve("report.html")));
    }

    @Test
    void aUserWhoStoppedARunDoesNotWaitForTheMap() {
        evaluated(new EvaluationPoint(1, 1, 10, false, false, true));
        ended(RunEvent.Type.STOPPED);
        assertFalse(Files.exists(folder.resolve("figures/map.csv")));
        assertTrue(Files.exists(folder.resolve("report.html")));
    }

    @Test
    void aRunThatEndedBeforeItsLastEvaluationHasAPage() {
        evaluated(new EvaluationPoint(0, 0, 0, true, false, false));
        ended(RunEvent.Type.FINISHED);
        assertTrue(Files.exists(folder.resolve("report.html")));
    }

    @Test
    void ofVeryManyEvaluationsEverySecondOneIsDropped() {
        evaluated(IntStream.range(0, 201)
                .mapToObj(step -> new EvaluationPoint(3, step, step, false, false, false))
                .toArray(EvaluationPoint[]::new));
        assertEquals(101, LabelFeatureSamples.read(folder).size());
        assertTrue(LabelFeatureSamples.read(folder).keySet().containsAll(List.of(0L, 200L)));
    }
}

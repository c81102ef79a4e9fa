package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.clade.api.baseline.Baseline;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.api.signal.Signal;
import org.clade.base.json.ExitCodes;
import org.clade.run.result.PixelBaseline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of a run: its time limit, its clusters, a collapse, and k-means on the same images. */
class RunReportTest {

    private static final int STEPS_OF_A_BATCH = 16;

    @TempDir
    private Path out;

    private SmallRuns small;

    @BeforeEach
    void start() {
        small = new SmallRuns(out);
    }

    private RunRequest request() {
        return RunRequest.of("small", "stripes").withDevice("cpu").withOut(out);
    }

    private RunReport run(RunRequest request) throws InterruptedException {
        return small.runs.start(request).await();
    }

    private static RunSummary summary(RunReport report) {
        return report.summary().orElseThrow();
    }

    private static RunSummary.Training training(RunReport report) {
        return summary(report).training();
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLimitOfTimeHoldsWithinALargeBatch() throws Exception {
        small.variants.certain = loss -> {
            sleep(300);
            return loss;
        };
        RunReport report = run(request().withSeconds(OptionalInt.of(2)));

        assertEquals(RunState.FINISHED, report.state(), report.failure());
        assertEquals(0, ExitCodes.of(report.outcome()));
        assertEquals(0, training(report).rounds().orElseThrow());
        long steps = training(report).steps().orElseThrow();
        assertTrue(steps > 0 && steps < STEPS_OF_A_BATCH, steps + " steps");
        assertEquals(steps, training(report).last().orElseThrow().step(), "what was trained is evaluated");
        EvaluationPoint last = small.seen.points.get(small.seen.points.size() - 1);
        assertTrue(last.last() && last.complete(), "others can draw the clusters");
        assertTrue(
                summary(report).warnings().stream()
                        .anyMatch(warning -> warning.startsWith("One large batch takes about")),
                () -> "said beforehand: " + summary(report).warnings());
        assertEquals(
                Stripes.TRAIN + Stripes.TEST + 1,
                Files.readAllLines(report.folder().resolve("assignments.csv")).size());
    }

    @Test
    void anEvaluationThatNoStepFollowsBecomesTheLastOne() throws Exception {
        int evaluations = 2; // before training, and after the first epoch
        small.variants.reads = Set.of(Signal.PROBABILITIES); // training may end before the first step of a large batch
        CompletableFuture<RunHandle> started = new CompletableFuture<>();
        small.seen.then = () -> {
            if (small.seen.points.size() == evaluations) {
                started.join().finish();
            }
        };
        RunHandle run = small.runs.start(request());
        started.complete(run);
        RunReport report = run.await();

        assertEquals(RunState.FINISHED, report.state(), report.failure());
        List<EvaluationPoint> points = small.seen.points;
        assertEquals(evaluations + 1, points.size());
        EvaluationPoint last = points.get(evaluations);
        assertTrue(last.last() && last.complete(), "others can draw the clusters");
        assertFalse(points.get(evaluations - 1).last());
        assertEquals(points.get(evaluations - 1).step(), last.step());
        assertEquals(
                1 + evaluations,
                Files.readAllLines(report.folder().resolve("metrics.csv")).size(),
                "no row twice");
    }

    @Test
    void fewImagesAreWarnedOfWithTheNumberNeeded() throws Exception {
        RunReport report = run(request());
        assertEquals(
                List.of(
                        "90 images are too few to learn 3 clusters; at least 300 are needed, 100 for each cluster, so give more images or a smaller --k."),
                summary(report).warnings());
    }

    @Test
    void theSummaryHasTheSizesOfAllClusters() throws Exception {
        small.data.labeled = false;
        RunReport report = run(request());
        List<RunSummary.ClusterSize> clusters = summary(report).clusters();
        assertEquals(Stripes.CLASSES, clusters.size());
        assertEquals(
                Stripes.TRAIN + Stripes.TEST,
                clusters.stream().mapToInt(RunSummary.ClusterSize::images).sum());
        assertTrue(small.seen.points.get(small.seen.points.size() - 1).last(), "others can draw the clusters");
    }

    @Test
    void listenersAreToldOfEveryEvaluationAndSeeTheSameSample() throws Exception {
        RunReport report = run(request());
        List<String> rows = Files.readAllLines(report.folder().resolve("metrics.csv"));
        assertEquals(rows.size() - 1, small.seen.points.size());
        assertEquals(0, small.seen.points.get(0).step());
        assertTrue(small.seen.points.get(0).epochEnd());
        assertEquals(1, small.seen.points.stream().filter(point -> point.last()).count());
        small.seen.sampled.forEach(images -> assertArrayEquals(small.seen.sampled.get(0), images));
        assertEquals(90, small.seen.sampled.get(0).length);
        for (float[] row : small.seen.samples.get(0)) {
            assertEquals(Stripes.CLASSES, row.length);
        }
    }

    @Test
    void aListenerThatFailsDoesNoHarm() throws Exception {
        small.seen.failure = new IllegalStateException("no room to draw");
        RunReport report = run(request());
        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertTrue(small.seen.points.size() > 1);
    }

    @Test
    void aCollapseIsSaidAndIsNoFailure() throws Exception {
        small.variants.means = true; // all images go to the last cluster
        RunReport report = run(request());
        assertEquals(0, ExitCodes.of(report.outcome()));
        assertEquals(RunState.FINISHED, report.state());
        assertEquals(Optional.of(true), training(report).collapsed());
        assertTrue(
                training(report).collapse().orElseThrow().startsWith("The clusters collapsed: one cluster holds 100%"));
        RunRequest spread = request().withChanges(Map.of("tasks", "square"));
        assertEquals(
                Optional.of(false), training(run(new SmallRuns(out), spread)).collapsed());
    }

    private static RunReport run(SmallRuns others, RunRequest request) throws InterruptedException {
        return others.runs.start(request).await();
    }

    @Test
    void aRunStopsOnACollapseWhereItIsAskedTo() throws Exception {
        small.variants.means = true;
        RunReport report = run(request().withStopOnCollapse(true));
        assertEquals(5, ExitCodes.of(report.outcome()));
        assertEquals(RunState.STOPPED, report.state());
        assertEquals(3, training(report).rounds().orElseThrow(), "at the first evaluation after training began");
        assertTrue(report.failure().contains("its clusters collapsed"), report.failure());

        RunReport resumed = small.runs.resume(report.folder()).await();
        assertEquals(5, ExitCodes.of(resumed.outcome()), "a resumed run keeps the wish");
        assertEquals(6, training(resumed).rounds().orElseThrow(), "it went on to the next evaluation");
    }

    @Test
    void kMeansIsNextToTheResultAndChangesNothing() throws Exception {
        Baseline stripes = (rows, clusters, settings, random) -> {
            int[] found = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                found[i] = brightest(rows[i]);
            }
            return found;
        };
        small = new SmallRuns(out, new PixelBaseline(new SmallKMeans(stripes)));
        RunReport with = run(request().withBaseline(true));
        RunReport without = run(request());

        RunSummary.PixelScores kmeans = summary(with).kmeans().orElseThrow();
        assertEquals(1.0, kmeans.scores().values().get("acc"));
        assertEquals(90, kmeans.images());
        assertEquals(3.0, kmeans.scores().values().get("effective_clusters"), 1e-9);
        assertFalse(kmeans.scores().values().containsKey("mean_confidence"), "k-means has none");
        assertEquals(Optional.empty(), summary(without).kmeans());
        assertArrayEquals(bytes(with, "metrics.csv"), bytes(without, "metrics.csv"));
        assertArrayEquals(bytes(with, "assignments.csv"), bytes(without, "assignments.csv"));

        small.data.labeled = false;
        Map<String, Double> unlabeled = summary(run(request().withBaseline(true)))
                .kmeans()
                .orElseThrow()
                .scores()
                .values();
        assertFalse(unlabeled.containsKey("acc"));
        assertTrue(unlabeled.containsKey("largest_share"));
    }

    private static int brightest(double[] row) {
        int best = 0;
        double[] sums = new double[Stripes.CLASSES];
        for (int j = 0; j < row.length; j++) {
            int line = j / 4;
            if (line < sums.length) {
                sums[line] += row[j];
            }
        }
        for (int line = 1; line < sums.length; line++) {
            best = sums[line] > sums[best] ? line : best;
        }
        return best;
    }

    private static byte[] bytes(RunReport report, String file) throws IOException {
        return Files.readAllBytes(report.folder().resolve(file));
    }
}

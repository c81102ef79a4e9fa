package org.clade.tensorboard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.picture.AttentionSheet;
import org.clade.picture.ClusterGallery;

/** Writes the event file of one run, from its first evaluation in this process to its end. */
final class RunRecorder {

    private static final ThinnedSchedule HISTOGRAMS = new ThinnedSchedule(64);
    private static final ThinnedSchedule PICTURES = new ThinnedSchedule(1);
    private static final int MOST_CLUSTERS = 20;
    private static final int SIDE = 48;

    private final EventFile file;
    private long lastStep = -1;

    private RunRecorder(EventFile file) {
        this.file = file;
    }

    /** {@return a recorder with a new file, which begins with the hyperparameters} */
    static RunRecorder of(Path folder) {
        Instant now = Instant.now();
        RunRecorder recorder = new RunRecorder(EventFile.create(folder, now));
        SummaryValues parameters = new SummaryValues().parameters(RunValues.parameters(folder), now);
        recorder.file.event(now, 0, parameters::write);
        return recorder;
    }

    /** Records an evaluation. */
    synchronized void evaluated(EvaluatedRun run, EvaluationPoint point) {
        Instant now = Instant.now();
        if (point.step() <= lastStep || lastStep < 0) {
            // What an earlier file, or a step before a rollback, says of later steps no longer counts.
            file.event(
                    now,
                    point.step(),
                    event -> event.fill("session_log", session -> session.choose("status", "START")));
        }
        lastStep = point.step();
        RunValues.Metrics metrics = RunValues.metrics(run.folder());
        SummaryValues values = new SummaryValues();
        metrics.scalars().forEach(values::scalar);
        boolean last = point.last();
        if (last || HISTOGRAMS.due(metrics.number())) {
            histograms(run, values);
            new ProjectorFiles(run).labelFeatures();
        }
        if (!run.shape().isVector() && (last || PICTURES.due(metrics.number()))) {
            values.picture("clusters", ClusterGallery.thumbnails(run, SIDE));
            AttentionSheet.of(run, SIDE).ifPresent(sheet -> values.picture("attention", sheet.picture()));
        }
        if (last) {
            new ProjectorFiles(run).features();
        }
        file.event(now, point.step(), values::write);
    }

    private static void histograms(EvaluatedRun run, SummaryValues values) {
        float[][] rows = run.sample().rows();
        values.histogram("label_features/all", ValueHistogram.of(numbers(rows, -1)));
        int width = rows.length == 0 ? 0 : rows[0].length;
        for (int column = 0; column < Math.min(MOST_CLUSTERS, width); column++) {
            values.histogram(
                    String.format(Locale.ROOT, "label_features/cluster_%02d", column),
                    ValueHistogram.of(numbers(rows, column)));
        }
        float[] confidence = run.assignments().confidence();
        values.histogram(
                "clusters/confidence",
                ValueHistogram.of(IntStream.range(0, confidence.length)
                        .mapToDouble(i -> confidence[i])
                        .toArray()));
        values.histogram(
                "clusters/images",
                ValueHistogram.ofNumbers(
                        run.assignments().clusters(), run.assignments().k()));
    }

    private static double[] numbers(float[][] rows, int column) {
        return Arrays.stream(rows)
                .flatMapToDouble(row -> IntStream.range(0, row.length)
                        .filter(i -> column < 0 || i == column)
                        .mapToDouble(i -> row[i]))
                .toArray();
    }

    /** Records the end of the run with a constant of {@code Status}. */
    synchronized void end(String status) {
        Instant now = Instant.now();
        SummaryValues end = new SummaryValues().end(status, now);
        file.event(now, Math.max(0, lastStep), end::write);
        file.close();
    }
}

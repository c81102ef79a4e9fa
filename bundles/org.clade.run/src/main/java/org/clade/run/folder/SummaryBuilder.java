package org.clade.run.folder;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.api.run.RunSummary.ClusterSize;
import org.clade.api.run.RunSummary.Evaluated;
import org.clade.api.run.RunSummary.PixelScores;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.Stage;
import org.clade.run.progress.StageTimer;
import org.clade.run.result.Collapse;
import org.clade.run.support.ProcessMemory;

/** Builds the content of {@code summary.json}. */
final class SummaryBuilder {

    private static final String LABELS = "labels";

    private final RunSummary.Setup setup;
    private OptionalInt images = OptionalInt.empty();
    private OptionalLong parameters = OptionalLong.empty();
    private Optional<PixelScores> kmeans = Optional.empty();
    private Optional<PixelScores> histogram = Optional.empty();
    private MetricsRow untrained;
    private MetricsRow last;
    private MetricsRow best;
    private List<ClusterSize> clusters = List.of();

    SummaryBuilder(RunSummary.Setup setup) {
        this.setup = setup;
    }

    /** Records the number of images. */
    void images(int count) {
        images = OptionalInt.of(count);
    }

    /** Records the number of parameters of the network. */
    void parameters(long count) {
        parameters = OptionalLong.of(count);
    }

    /** Records the scores of k-means on the pixels. */
    void kmeans(PixelScores scores) {
        kmeans = Optional.of(scores);
    }

    /** Records the scores of k-means on color histograms. */
    void histogram(PixelScores scores) {
        histogram = Optional.of(scores);
    }

    /** Records an evaluation; with labels, the best one is the one of highest accuracy, as in GATCluster's released code. */
    void row(MetricsRow row) {
        untrained = row.step() == 0 ? row : untrained;
        last = row;
        Double acc = row.scores().get(ClusterScores.ACC);
        if (acc != null && (best == null || acc > best.scores().get(ClusterScores.ACC))) {
            best = row;
        }
    }

    /** Records the current number of images in each cluster. */
    void clusters(List<ClusterSize> sizes) {
        clusters = sizes;
    }

    /** {@return whether the clusters had collapsed at the last evaluation after training began} */
    boolean collapsed() {
        return last != null && last.step() > 0 && Collapse.of(last.scores(), setup.k());
    }

    /** {@return the message of the last evaluation's collapse} */
    String collapse() {
        return Collapse.sentence(last.scores(), setup.k());
    }

    /** Removes all evaluations. */
    void forgetRows() {
        clusters = List.of();
        untrained = null;
        last = null;
        best = null;
    }

    /**
     * The summary.
     *
     * @param edited the replaced parts
     * @param warnings the warnings
     * @param clock the times by stage
     * @param seconds the time of the whole run
     * @param state the last state of the run
     * @param outcome how it ended
     * @param failure the failure, or empty
     * @return the content of {@code summary.json}
     */
    RunSummary build(
            List<PartReplacement> edited,
            List<String> warnings,
            StageTimer clock,
            double seconds,
            RunState state,
            RunOutcome outcome,
            String failure) {
        return new RunSummary(
                setup,
                images,
                parameters,
                kmeans,
                histogram,
                edited.stream().map(PartReplacement::summary).toList(),
                warnings,
                last == null ? RunSummary.Training.NONE : training(),
                speed(clock, seconds),
                state,
                outcome,
                clusters,
                Optional.of(failure).filter(sentence -> !sentence.isEmpty()));
    }

    private RunSummary.Training training() {
        return new RunSummary.Training(
                OptionalInt.of(last.epoch()),
                OptionalInt.of(last.round()),
                OptionalLong.of(last.step()),
                new ClusterScores(last.scores()),
                Optional.ofNullable(best).map(row -> evaluated(row, Optional.of(LABELS))),
                Optional.of(evaluated(last, Optional.empty())),
                Optional.ofNullable(untrained).map(row -> evaluated(row, Optional.empty())),
                last.step() > 0 ? Optional.of(collapsed()) : Optional.empty(),
                collapsed() ? Optional.of(collapse()) : Optional.empty());
    }

    private static Evaluated evaluated(MetricsRow row, Optional<String> selectedBy) {
        return new Evaluated(row.epoch(), row.round(), row.step(), new ClusterScores(row.scores()), selectedBy);
    }

    private static RunSummary.Speed speed(StageTimer clock, double seconds) {
        return new RunSummary.Speed(
                new RunSummary.Seconds(
                        seconds,
                        clock.seconds(Stage.TARGETS),
                        clock.seconds(Stage.AUGMENT),
                        clock.seconds(Stage.TRAIN),
                        clock.seconds(Stage.ASSIGN),
                        clock.seconds(Stage.EVALUATE)),
                clock.imagesPerSecond(),
                clock.imagesPerSecondByStage(),
                ProcessMemory.peakMegabytes());
    }
}

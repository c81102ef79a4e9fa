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

/** Gathers what {@code summary.json} says. */
final class SummaryBuilder {

    private static final String LABELS = "labels";

    private final RunSummary.Setup setup;
    private OptionalInt images = OptionalInt.empty();
    private OptionalLong parameters = OptionalLong.empty();
    private Optional<PixelScores> kmeans = Optional.empty();
    private MetricsRow untrained;
    private MetricsRow last;
    private MetricsRow best;
    private List<ClusterSize> clusters = List.of();

    SummaryBuilder(RunSummary.Setup setup) {
        this.setup = setup;
    }

    /** Notes how many images there are. */
    void images(int count) {
        images = OptionalInt.of(count);
    }

    /** Notes how many numbers the network learns. */
    void parameters(long count) {
        parameters = OptionalLong.of(count);
    }

    /** Notes what k-means on the pixels reaches. */
    void kmeans(PixelScores scores) {
        kmeans = Optional.of(scores);
    }

    /** Notes an evaluation; the best one is chosen by accuracy, with labels, as GATCluster's released code does. */
    void row(MetricsRow row) {
        untrained = row.step() == 0 ? row : untrained;
        last = row;
        Double acc = row.scores().get(ClusterScores.ACC);
        if (acc != null && (best == null || acc > best.scores().get(ClusterScores.ACC))) {
            best = row;
        }
    }

    /** Notes how many images each cluster has now. */
    void clusters(List<ClusterSize> sizes) {
        clusters = sizes;
    }

    /** {@return whether the clusters had collapsed at the last evaluation after training began} */
    boolean collapsed() {
        return last != null && last.step() > 0 && Collapse.of(last.scores(), setup.k());
    }

    /** {@return what the collapse of the last evaluation means} */
    String collapse() {
        return Collapse.sentence(last.scores(), setup.k());
    }

    /** Forgets all evaluations. */
    void forgetRows() {
        clusters = List.of();
        untrained = null;
        last = null;
        best = null;
    }

    /**
     * The summary.
     *
     * @param edited the parts that were replaced
     * @param warnings what the user was warned of
     * @param clock where the time went
     * @param seconds how long all took
     * @param state the last state of the run
     * @param outcome how it ended
     * @param failure what went wrong, otherwise empty
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

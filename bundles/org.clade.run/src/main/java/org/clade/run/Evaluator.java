package org.clade.run;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.target.TargetSession;

/** Scores the network over all images and hands what it finds to the journal. */
final class Evaluator {

    private final Supplier<Pipeline> clean;
    private final Dataset dataset;
    private final Inference inference;
    private final Length length;
    private final Scores scores;
    private final RunJournal journal;
    private final TransformerFigures figures;

    /**
     * An evaluator of a run.
     *
     * @param clean gives the view that the network is scored on
     * @param dataset names the images
     * @param inference looks at them
     * @param length how long the run is
     * @param scores the metrics
     * @param journal receives what is found
     * @param figures draws what attention on the images makes of them
     */
    Evaluator(
            Supplier<Pipeline> clean,
            Dataset dataset,
            Inference inference,
            Length length,
            Scores scores,
            RunJournal journal,
            TransformerFigures figures) {
        this.clean = clean;
        this.dataset = dataset;
        this.inference = inference;
        this.length = length;
        this.scores = scores;
        this.journal = journal;
        this.figures = figures;
    }

    /**
     * Evaluates.
     *
     * @param position how far the run is
     * @param sessions the strategies at work, by phase
     */
    void evaluate(Position position, Map<String, TargetSession> sessions) {
        journal.stage("evaluating");
        RunScope run = inference.run();
        Evaluation evaluation = run.clock().time(Stage.EVALUATE, run.images().size(), () -> assigned(sessions));
        journal.evaluated(
                new MetricsRow(
                        position.rounds / length.roundsPerEpoch(),
                        position.rounds,
                        position.steps,
                        run.losses().means(),
                        scores.of(run.images().labels(), evaluation),
                        readings(sessions),
                        run.clock().imagesPerSecond(),
                        journal.edits().takeMarks()),
                dataset,
                run.images(),
                evaluation);
        draw(position, evaluation);
        run.losses().clear();
    }

    private void draw(Position position, Evaluation evaluation) {
        int epoch = length.begun(position.rounds);
        boolean epochEnd = position.rounds % length.roundsPerEpoch() == 0;
        boolean over = length.reached(position.rounds, position.seconds);
        if (over || epochEnd && TransformerFigures.due(epoch)) {
            inference
                    .run()
                    .clock()
                    .time(Stage.EVALUATE, 0, () -> figures.write(epoch, clean.get(), evaluation.clusters()));
        }
    }

    private Evaluation assigned(Map<String, TargetSession> sessions) {
        try (NDManager scope = inference.run().host().newSubManager()) {
            return Evaluation.of(inference, clean.get(), Sessions.means(sessions, scope));
        }
    }

    /**
     * How many clusters a sample of the images is spread over.
     *
     * @param images how many images are looked at
     * @param sessions the strategies at work, by phase
     * @return e to the entropy of the clusters' shares, nothing where no metric says so
     */
    Optional<Double> effectiveClusters(int images, Map<String, TargetSession> sessions) {
        return inference.run().clock().time(Stage.EVALUATE, 0, () -> {
            try (NDManager scope = inference.run().host().newSubManager()) {
                Evaluation sample =
                        Evaluation.ofSample(inference, clean.get(), Sessions.means(sessions, scope), images);
                return Optional.ofNullable(scores.of(Optional.empty(), sample).get(Scores.EFFECTIVE_CLUSTERS));
            }
        });
    }

    private static Map<String, Double> readings(Map<String, TargetSession> sessions) {
        Map<String, Double> readings = new LinkedHashMap<>();
        sessions.forEach((phase, session) -> session.readings()
                .forEach((name, value) -> readings.put(sessions.size() == 1 ? name : phase + "_" + name, value)));
        return readings;
    }
}

package org.clade.run.evaluation;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunEvent;
import org.clade.api.target.TargetSession;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Scores;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.Notices;
import org.clade.run.progress.Stage;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.progress.WorkForecast;

/** Scores the network over all images and passes the result to the journal. */
public final class Evaluator {

    /** The evaluation before training may take this share of the time limit. */
    public static final double MOST_OF_LIMIT = 0.25;

    /** Thrown when an evaluation would take too long. */
    private static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLongException(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** Shows an evaluation to others. */
    @FunctionalInterface
    public interface Viewer {

        /** {@return the run for other bundles} */
        EvaluatedRun view(Inference inference, Pipeline clean, Evaluation evaluation);
    }

    private final Supplier<Pipeline> clean;
    private final Dataset dataset;
    private final Inference inference;
    private final TrainingBudget budget;
    private final Scores scores;
    private final RunJournal journal;
    private final EvaluationListeners listeners;
    private final Viewer viewer;
    private Optional<Evaluation> latest = Optional.empty();

    /**
     * An evaluator of a run.
     *
     * @param clean returns the view for scoring
     * @param dataset names the images
     * @param inference predicts on them
     * @param budget the length of the run
     * @param scores the metrics
     * @param journal receives the results
     * @param listeners receive each evaluation
     * @param viewer shows them the run
     */
    public Evaluator(
            Supplier<Pipeline> clean,
            Dataset dataset,
            Inference inference,
            TrainingBudget budget,
            Scores scores,
            RunJournal journal,
            EvaluationListeners listeners,
            Viewer viewer) {
        this.clean = clean;
        this.dataset = dataset;
        this.inference = inference;
        this.budget = budget;
        this.scores = scores;
        this.journal = journal;
        this.listeners = listeners;
        this.viewer = viewer;
    }

    /**
     * Evaluates, but skips the evaluation before training if it would take a large part of the time limit.
     *
     * @param position the position of the run
     * @param sessions the target sessions, by phase
     * @param over whether training has ended, so that this evaluation must not be skipped
     * @return whether it was done
     */
    public boolean evaluate(TrainingPosition position, Map<String, TargetSession> sessions, boolean over) {
        RunScope run = inference.run();
        int images = run.images().size();
        boolean untrained = position.steps() == 0;
        journal.meter().stage(untrained ? "evaluating before training" : "evaluating", "images", images, 1);
        Evaluation evaluation;
        try {
            IntConsumer check = untrained && !over && budget.seconds() > 0 ? atMost(MOST_OF_LIMIT) : count -> {};
            evaluation = run.clock().time(Stage.EVALUATE, images, () -> assigned(sessions, check));
        } catch (TooLongException e) {
            journal.warn(RunEvent.Type.LIMITED, e.getMessage());
            return false;
        }
        journal.evaluated(
                new MetricsRow(
                        position.rounds() / budget.roundsPerEpoch(),
                        position.rounds(),
                        position.steps(),
                        run.losses().means(),
                        scores.of(run.images().labels(), evaluation),
                        readings(sessions),
                        run.clock().imagesPerSecond(),
                        journal.takeSwapMarks()),
                dataset,
                run.images(),
                evaluation);
        latest = Optional.of(evaluation);
        tell(position, evaluation, over);
        run.losses().clear();
        return true;
    }

    /**
     * Shows the latest evaluation again, as the last one of the run. The journal has it already.
     *
     * @param position the position of the run, which has made no step since
     */
    public void repeatAsLast(TrainingPosition position) {
        latest.ifPresent(evaluation -> tell(position, evaluation, true));
    }

    /** Estimates the time of an evaluation, and aborts it if that is more than a share of the limit. */
    private IntConsumer atMost(double share) {
        WorkForecast forecast = new WorkForecast(images(), System::nanoTime);
        return more -> {
            double whole = forecast.seconds(more);
            if (whole > share * budget.seconds()) {
                throw new TooLongException(
                        "An evaluation of all images takes about %s and the limit is %s, so Clade skips the one before training; the one after training runs after the limit."
                                .formatted(Notices.duration(whole), Notices.duration(budget.seconds())));
            }
        };
    }

    /** {@return the number of images} */
    public int images() {
        return inference.run().images().size();
    }

    /**
     * Scores a sample of the images, always the same in a run, for the progress display only.
     *
     * @param images how many
     * @param sessions the target sessions, by phase
     */
    public void sample(int images, Map<String, TargetSession> sessions) {
        RunScope run = inference.run();
        int count = Math.min(images, images());
        Evaluation sample = sampled(count, sessions);
        int[] some = Evaluation.sample(run, count);
        Optional<int[]> labels = run.images()
                .labels()
                .map(classes -> Arrays.stream(some).map(image -> classes[image]).toArray());
        journal.meter()
                .scores(
                        scores.of(labels, sample),
                        count < images() ? "sample of %s images".formatted(count) : "between two evaluations");
    }

    private void tell(TrainingPosition position, Evaluation evaluation, boolean last) {
        boolean complete = budget.reached(position.rounds(), position.seconds());
        EvaluationPoint point = new EvaluationPoint(
                budget.begun(position.rounds()),
                position.rounds(),
                position.steps(),
                position.rounds() % budget.roundsPerEpoch() == 0,
                complete,
                last || complete);
        inference
                .run()
                .clock()
                .time(
                        Stage.EVALUATE,
                        0,
                        () -> listeners.evaluated(viewer.view(inference, clean.get(), evaluation), point));
    }

    private Evaluation assigned(Map<String, TargetSession> sessions, IntConsumer check) {
        try (NDManager scope = inference.run().host().newSubManager()) {
            return Evaluation.of(inference, clean.get(), Sessions.means(sessions, scope), more -> {
                journal.meter().looked(more);
                check.accept(more);
            });
        }
    }

    /**
     * The number of effective clusters in a sample of the images.
     *
     * @param images the size of the sample
     * @param sessions the target sessions, by phase
     * @return e to the entropy of the clusters' shares; empty without such a metric
     */
    public Optional<Double> effectiveClusters(int images, Map<String, TargetSession> sessions) {
        return Optional.ofNullable(
                scores.of(Optional.empty(), sampled(images, sessions)).get(ClusterScores.EFFECTIVE_CLUSTERS));
    }

    private Evaluation sampled(int images, Map<String, TargetSession> sessions) {
        return inference.run().clock().time(Stage.EVALUATE, 0, () -> {
            try (NDManager scope = inference.run().host().newSubManager()) {
                return Evaluation.ofSample(inference, clean.get(), Sessions.means(sessions, scope), images);
            }
        });
    }

    private static Map<String, Double> readings(Map<String, TargetSession> sessions) {
        Map<String, Double> readings = new LinkedHashMap<>();
        sessions.forEach((phase, session) -> session.diagnostics()
                .forEach((name, value) -> readings.put(sessions.size() == 1 ? name : phase + "_" + name, value)));
        return readings;
    }
}

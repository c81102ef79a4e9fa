package org.clade.run;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.function.Supplier;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.engine.TensorEngine;
import org.clade.api.variant.Network;

/** Watches the loop: keeps the progress, and scores the network whenever it is time to. */
final class Evaluator implements TrainingLoop.Observer {

    private final Network network;
    private final Supplier<Pipeline> clean;
    private final Dataset dataset;
    private final ImageStore images;
    private final RandomStreams random;
    private final TensorEngine engine;
    private final NDManager device;
    private final int subbatch;
    private final Length length;
    private final Scores scores;
    private final StageClock clock;
    private final RunJournal journal;
    private final Runnable stop;
    private int rounds;
    private long steps;

    /**
     * An evaluator of a run.
     *
     * @param network what is scored
     * @param clean gives the view that it is scored on
     * @param dataset names the images
     * @param images all images
     * @param random the run's streams
     * @param engine computes
     * @param device scope on the device that computes
     * @param subbatch images at a time
     * @param length how long the run is
     * @param scores the metrics
     * @param clock adds up time
     * @param journal receives what is found
     * @param stop called after each sub-batch; throws where the run was asked to stop
     */
    Evaluator(
            Network network,
            Supplier<Pipeline> clean,
            Dataset dataset,
            ImageStore images,
            RandomStreams random,
            TensorEngine engine,
            NDManager device,
            int subbatch,
            Length length,
            Scores scores,
            StageClock clock,
            RunJournal journal,
            Runnable stop) {
        this.network = network;
        this.clean = clean;
        this.dataset = dataset;
        this.images = images;
        this.random = random;
        this.engine = engine;
        this.device = device;
        this.subbatch = subbatch;
        this.length = length;
        this.scores = scores;
        this.clock = clock;
        this.journal = journal;
        this.stop = stop;
    }

    @Override
    public void round(int epoch, int done, long stepsDone, double seconds) {
        rounds = done;
        steps = stepsDone;
        journal.round(epoch, done, length, seconds, clock.imagesPerSecond());
    }

    @Override
    public void evaluate(Map<String, Double> losses) {
        score(losses, stop);
    }

    /** Evaluates after a stop, which is not to be stopped again, so that what was learnt is not lost. */
    void evaluateLast(Map<String, Double> losses) {
        score(losses, () -> {});
    }

    private void score(Map<String, Double> losses, Runnable interruption) {
        journal.stage("evaluating");
        Evaluation evaluation = clock.time(
                Stage.EVALUATE,
                images.size(),
                () -> Evaluation.of(
                        network, clean.get(), images, subbatch, random.clean(), device, engine, interruption));
        MetricsRow row = new MetricsRow(
                rounds / length.roundsPerEpoch(),
                rounds,
                steps,
                losses,
                scores.of(images.labels(), evaluation),
                clock.imagesPerSecond());
        journal.evaluated(row, dataset, images, evaluation);
    }
}

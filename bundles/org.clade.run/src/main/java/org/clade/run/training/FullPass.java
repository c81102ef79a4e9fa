package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Phase;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.Stage;
import org.clade.run.support.RandomStreams;

/**
 * Shows a target session the predictions of all images before an epoch.
 *
 * @param inference predicts
 * @param listener receives the progress
 */
record FullPass(Inference inference, TrainingListener listener) {

    /**
     * Shows a session all images, if it asks for them.
     *
     * @param phase its phase
     * @param clean the view of the images
     * @param session the session
     * @param epoch the epoch, from 0
     */
    void run(Phase phase, Pipeline clean, TargetSession session, int epoch) {
        if (!session.needsFullPass(epoch)) {
            return;
        }
        RunScope run = inference.run();
        Bound<PseudoTargetStrategy> strategy = phase.targets().orElseThrow();
        Set<Signal> wanted = strategy.part().readsOfAll(strategy.settings());
        int[] all = RandomStreams.range(run.images().size());
        try (NDManager scope = run.host().newSubManager()) {
            Predictions predictions = run.clock()
                    .time(
                            Stage.TARGETS,
                            all.length,
                            () -> inference.all(
                                    clean,
                                    wanted,
                                    all,
                                    scope,
                                    listener.inferenceStarted("predicting on all images", all.length, false)));
            run.clock().time(Stage.ASSIGN, all.length, () -> run.engine()
                    .autograd()
                    .noGrad(() -> {
                        session.observeAll(new TargetContext(
                                epoch,
                                all,
                                predictions,
                                run.random().survey(epoch, phase.recipe().name()),
                                scope));
                        return null;
                    }));
        }
    }
}

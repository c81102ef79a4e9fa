package org.clade.run.trained;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunState;
import org.clade.api.variant.Recipe;
import org.clade.run.background.BackgroundJob;
import org.clade.run.folder.RunFolder;
import org.clade.run.support.RunStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work with a trained run that does not change its network.
 *
 * @param <S> its result
 */
abstract class InferenceJob<S> extends BackgroundJob<InferenceReport<S>> {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceJob.class);

    private final RunSnapshot found;
    private final String id;
    private final InferenceProgress progress = new InferenceProgress();

    /**
     * A job.
     *
     * @param what the name of the job
     * @param found the run
     */
    InferenceJob(String what, RunSnapshot found) {
        this.found = found;
        this.id = what + " of " + RunFolder.of(found.folder()).id();
    }

    /** {@return the result} */
    abstract InferenceReport<S> answer();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Path folder() {
        return found.folder();
    }

    @Override
    public final RunProgress progress() {
        return progress.progress();
    }

    @Override
    public final void run() {
        InferenceReport<S> outcome = without(RunState.FAILED, RunOutcome.FAILED, "");
        try {
            outcome = answer();
        } catch (RunStoppedException e) {
            outcome = without(RunState.STOPPED, stopped(), "");
        } catch (RefusedException e) {
            outcome = without(RunState.FAILED, RunOutcome.REFUSED, e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            outcome = without(
                    RunState.FAILED,
                    RunOutcome.FAILED,
                    "The job failed: %s.".formatted(e.getMessage() == null ? e : e.getMessage()));
            LOG.debug("{} failed", id, e);
        } finally {
            ended(outcome);
        }
    }

    private InferenceReport<S> without(RunState state, RunOutcome outcome, String failure) {
        return new InferenceReport<>(folder(), state, outcome, Optional.empty(), failure);
    }

    /** {@return the report of work that completed} */
    static <S> InferenceReport<S> completed(Path folder, S result) {
        return new InferenceReport<>(folder, RunState.FINISHED, RunOutcome.COMPLETED, Optional.of(result), "");
    }

    /** {@return the run} */
    final RunSnapshot found() {
        return found;
    }

    /** {@return the progress} */
    final InferenceProgress looking() {
        return progress;
    }

    /** Starts the next stage. */
    final void stage(String stage) {
        throwIfCanceled();
        progress.stage(stage);
    }

    /** {@return the used checkpoint, relative to the run's folder} */
    final String checkpoint() {
        return found.checkpoint().file().name();
    }

    /** {@return the mode of batch normalization, as text} */
    static String normalization(Recipe recipe) {
        return "batch normalization in %s mode, %s images at a time"
                .formatted(
                        recipe.training()
                                .inference()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '),
                        recipe.training().inferenceBatch());
    }

    /** {@return seconds since a moment, rounded to tenths} */
    static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
    }
}

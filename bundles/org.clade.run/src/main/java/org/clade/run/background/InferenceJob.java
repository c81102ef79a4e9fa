package org.clade.run.background;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunState;
import org.clade.run.support.RunStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work with a network that does not change it.
 *
 * @param <S> its result
 */
public abstract class InferenceJob<S> extends BackgroundJob<InferenceReport<S>> {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceJob.class);

    private final String id;
    private final Path folder;
    private final InferenceProgress progress = new InferenceProgress();

    /**
     * A job.
     *
     * @param id its id
     * @param folder the folder of its results
     */
    protected InferenceJob(String id, Path folder) {
        this.id = id;
        this.folder = folder;
    }

    /** {@return the result} */
    protected abstract InferenceReport<S> answer();

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Path folder() {
        return folder;
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
    protected static <S> InferenceReport<S> completed(Path folder, S result) {
        return new InferenceReport<>(folder, RunState.FINISHED, RunOutcome.COMPLETED, Optional.of(result), "");
    }

    /** {@return the progress} */
    protected final InferenceProgress looking() {
        return progress;
    }

    /** Starts the next stage. */
    protected final void stage(String stage) {
        throwIfCanceled();
        progress.stage(stage);
    }

    /** {@return seconds since a moment, rounded to tenths} */
    protected static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
    }
}

package org.clade.run.trained;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.clade.api.variant.Recipe;
import org.clade.run.background.BackgroundJob;
import org.clade.run.folder.RunFolder;
import org.clade.run.support.RunStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that asks a trained run something and leaves its network as it is. */
abstract class InferenceJob extends BackgroundJob {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceJob.class);

    private final RunSnapshot found;
    private final String id;
    private final InferenceProgress progress = new InferenceProgress();

    /**
     * An inquiry.
     *
     * @param what it is called
     * @param found the run
     */
    InferenceJob(String what, RunSnapshot found) {
        this.found = found;
        this.id = what + " of " + RunFolder.of(found.folder()).id();
    }

    /** {@return what was found out; nothing is written before all of it is known} */
    abstract RunReport answer();

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
        RunReport outcome = failed(1, "");
        try {
            outcome = answer();
        } catch (RunStoppedException e) {
            outcome = new RunReport(folder(), RunState.STOPPED, stopped(), Map.of(), "");
        } catch (RefusedException e) {
            outcome = failed(2, e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            outcome = failed(1, "The inquiry failed: %s.".formatted(e.getMessage() == null ? e : e.getMessage()));
            LOG.debug("{} failed", id, e);
        } finally {
            ended(outcome);
        }
    }

    private RunReport failed(int exitCode, String failure) {
        return new RunReport(folder(), RunState.FAILED, exitCode, Map.of(), failure);
    }

    /** {@return the run that is asked} */
    final RunSnapshot found() {
        return found;
    }

    /** {@return what is told how far it is} */
    final InferenceProgress looking() {
        return progress;
    }

    /** Begins with something else. */
    final void stage(String stage) {
        throwIfCancelled();
        progress.stage(stage);
    }

    /** {@return the checkpoint that answers, relative to the run's folder} */
    final String checkpoint() {
        return found.checkpoint().file().name();
    }

    /** {@return what normalises while the network looks, in words} */
    static String normalisation(Recipe recipe) {
        return "batch normalisation in %s mode, %s images at a time"
                .formatted(
                        recipe.inference().name().toLowerCase(Locale.ROOT).replace('_', ' '), recipe.inferenceBatch());
    }

    /** {@return seconds since a moment, to tenths} */
    static double seconds(long since) {
        return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
    }
}

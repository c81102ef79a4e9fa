package org.clade.run.trained;

import java.util.Locale;
import org.clade.api.variant.Recipe;
import org.clade.run.background.InferenceJob;
import org.clade.run.folder.RunFolder;

/**
 * Work with a trained run that does not change its network.
 *
 * @param <S> its result
 */
abstract class RunJob<S> extends InferenceJob<S> {

    private final RunSnapshot found;

    /**
     * A job.
     *
     * @param what the name of the job
     * @param found the run
     */
    RunJob(String what, RunSnapshot found) {
        super(what + " of " + RunFolder.of(found.folder()).id(), found.folder());
        this.found = found;
    }

    /** {@return the run} */
    final RunSnapshot found() {
        return found;
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
}

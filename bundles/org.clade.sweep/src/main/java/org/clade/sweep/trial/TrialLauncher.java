package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.sweep.SweepListener;
import org.clade.sweep.state.Trial;
import org.clade.sweep.state.TrialState;

/** Starts the process of a trial. */
public interface TrialLauncher {

    /**
     * Starts a training.
     *
     * @param trial what to train
     * @param recipe the file of its recipe
     * @param attempt the folder for its run and its output
     * @param threads threads of the training
     * @return the process
     * @throws IOException if it cannot be started
     */
    Process run(Trial trial, Path recipe, Path attempt, int threads) throws IOException;

    /**
     * Starts the rest of a training that was interrupted.
     *
     * @param run the folder of the run
     * @param attempt the folder for its output
     * @param threads threads of the training
     * @return the process
     * @throws IOException if it cannot be started
     */
    Process resume(Path run, Path attempt, int threads) throws IOException;

    /** {@return whether it can go on with an interrupted training; if not, every attempt begins again} */
    default boolean resumes() {
        return true;
    }

    /**
     * Called a few times a second while a worker works.
     *
     * @param states every trial
     * @param listener is told what is new of the trials that this has started
     */
    default void look(List<TrialState> states, SweepListener listener) {}
}

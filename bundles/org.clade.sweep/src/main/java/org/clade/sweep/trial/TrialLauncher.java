package org.clade.sweep.trial;

import java.io.IOException;
import java.nio.file.Path;
import org.clade.sweep.state.Trial;

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
}

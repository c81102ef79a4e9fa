package org.clade.run.inference;

import ai.djl.ndarray.NDManager;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.variant.Network;
import org.clade.run.images.ImageStore;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.RandomStreams;

/**
 * What everything that works on one run shares.
 *
 * @param network learns
 * @param optimizer updates its weights
 * @param images all images
 * @param random the run's streams
 * @param engine computes
 * @param device scope on the device that computes
 * @param host scope in main memory, for what a whole large batch needs
 * @param clock adds up time
 * @param losses adds up losses
 * @param stop called after each step and sub-batch; throws {@link org.clade.run.support.RunStopped} where the run was asked to stop
 */
public record RunScope(
        Network network,
        OptimizerSession optimizer,
        ImageStore images,
        RandomStreams random,
        TensorEngine engine,
        NDManager device,
        NDManager host,
        StageTimer clock,
        LossMeter losses,
        Runnable stop) {

    /** {@return the same run on other images} */
    public RunScope with(ImageStore others) {
        return new RunScope(network, optimizer, others, random, engine, device, host, clock, losses, stop);
    }

    /** {@return the same run, where more is called after each step and sub-batch} */
    public RunScope checking(Runnable check) {
        Runnable both = () -> {
            stop.run();
            check.run();
        };
        return new RunScope(network, optimizer, images, random, engine, device, host, clock, losses, both);
    }

    /** {@return the same run, for work that a stop must not cut short} */
    public RunScope unstoppable() {
        return new RunScope(network, optimizer, images, random, engine, device, host, clock, losses, () -> {});
    }
}

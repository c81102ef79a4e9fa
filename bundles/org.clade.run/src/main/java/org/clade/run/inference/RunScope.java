package org.clade.run.inference;

import ai.djl.ndarray.NDManager;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.variant.Network;
import org.clade.run.images.ImageStore;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;

/**
 * What all classes that work on one run share.
 *
 * @param network the network in training
 * @param optimizer updates its weights
 * @param images all images
 * @param random the run's streams
 * @param engine computes
 * @param device scope on the device that computes
 * @param host scope in main memory, for what a whole large batch needs
 * @param clock adds up time
 * @param losses adds up losses
 * @param cancellation asked after each step and inference batch
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
        CancellationToken cancellation) {

    /** {@return the same run on other images} */
    public RunScope with(ImageStore others) {
        return new RunScope(network, optimizer, others, random, engine, device, host, clock, losses, cancellation);
    }

    /** {@return the same run with another token} */
    public RunScope with(CancellationToken other) {
        return new RunScope(network, optimizer, images, random, engine, device, host, clock, losses, other);
    }
}

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
 * Objects that all classes of one run share.
 *
 * @param network the network in training
 * @param optimizer the session that updates its weights
 * @param images all images
 * @param random the run's streams
 * @param engine the engine
 * @param device scope on the computing device
 * @param host scope in main memory, for the data of a whole large batch
 * @param clock measures times
 * @param losses averages losses
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

package com.example.parts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * Partition confidence: clusters should share as few images as possible, and no cluster should be empty.
 *
 * <p>Formula: the N×K label features p have a column q_j of N numbers for each cluster. With the cosines c_jk = q_j · q_k /
 * (|q_j| |q_k|) of every two columns the loss is (1/K) Σ_j -log(exp c_jj / Σ_k exp c_jk) + balance · (log K - H(z)), where z is
 * the mean row and H its entropy. A mean square of a column below 1e-4 counts as 1e-4, which keeps the gradient finite
 * for an empty cluster.
 *
 * <p>Shapes: N×K, rows of sum 1; the loss is a scalar, at least log(e + K - 1) - 1. Source: Huang, Gong and Zhu, Deep Semantic
 * Clustering by Partition Confidence Maximisation, CVPR 2020 (PICA), with one view instead of two. Use when label features
 * stay undecided between clusters; minibatches should hold several images of each cluster.
 */
@Component
@ProvidesLossTask(id = "pica", summary = "Clusters share few images, and no cluster is empty (PICA, CVPR 2020).")
public final class PartitionConfidenceTask implements LossTask {

    static final Option<Double> BALANCE = Option.number("balance", 2, 0, 100, "Weight of the term against empty clusters; the paper's is 2.");

    private static final float LEAST_SQUARE = 1e-4f;

    @Override
    public List<Option<?>> options() {
        return List.of(BALANCE);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        // The scope frees all arrays created within it at its end, except unregistered ones.
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray rows = step.predictions().get(Signal.PROBABILITIES);
            float balance = step.settings().get(BALANCE).floatValue();
            NDArray loss = uncertainty(rows).add(imbalance(rows).mul(balance));
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static NDArray uncertainty(NDArray rows) {
        long clusters = rows.size(1);
        NDArray lengths =
                rows.square().mean(new int[] {0}).maximum(LEAST_SQUARE).sqrt();
        NDArray products = rows.transpose().matMul(rows).div((float) rows.size(0));
        NDArray cosines = products.div(lengths.reshape(1, clusters)).div(lengths.reshape(clusters, 1));
        NDArray share = rows.getManager().eye((int) clusters).div((float) -clusters);
        return cosines.logSoftmax(1).mul(share).sum();
    }

    private static NDArray imbalance(NDArray rows) {
        NDArray shares = rows.mean(new int[] {0});
        return shares.mul(shares.maximum(Float.MIN_NORMAL).log()).sum().add((float) Math.log(rows.size(1)));
    }
}

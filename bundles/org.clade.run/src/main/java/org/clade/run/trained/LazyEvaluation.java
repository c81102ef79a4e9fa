package org.clade.run.trained;

import java.util.function.Supplier;
import org.clade.run.inference.Evaluation;

/** An evaluation that runs at its first request. */
final class LazyEvaluation implements Supplier<Evaluation> {

    private final Supplier<Evaluation> work;
    private Evaluation result;

    /**
     * An evaluation.
     *
     * @param work evaluates all images
     */
    LazyEvaluation(Supplier<Evaluation> work) {
        this.work = work;
    }

    @Override
    public synchronized Evaluation get() {
        if (result == null) {
            result = work.get();
        }
        return result;
    }
}

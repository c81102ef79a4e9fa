package org.clade.run.trained;

import java.util.function.Supplier;
import org.clade.run.inference.Evaluation;

/** An evaluation that takes place when it is asked for first. */
final class LazyEvaluation implements Supplier<Evaluation> {

    private final Supplier<Evaluation> work;
    private Evaluation result;

    /**
     * An evaluation.
     *
     * @param work looks at all images
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

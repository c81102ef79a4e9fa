package org.clade.run.evaluation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.run.support.RunStoppedException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the bundles that want to know of evaluations. What they throw does not end the run; a stop of the user does. */
@Component(service = EvaluationListeners.class)
public final class EvaluationListeners {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<EvaluationListener> listeners = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services, which add the listeners. */
    public EvaluationListeners() {
        // The listeners come and go.
    }

    /** Tells one listener. */
    public EvaluationListeners(EvaluationListener only) {
        listeners.add(only);
    }

    /** Tells of an evaluation while a run trains. */
    void evaluated(EvaluatedRun run, EvaluationPoint point) {
        tell(run, listener -> listener.onEvaluation(run, point));
    }

    /** Tells that a trained run has assigned other images. */
    public void predicted(EvaluatedRun prediction) {
        tell(prediction, listener -> listener.onPrediction(prediction));
    }

    private void tell(EvaluatedRun run, Consumer<EvaluationListener> event) {
        for (EvaluationListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RunStoppedException e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("{}: what {} makes of the evaluation is missing: {}", run.id(), name(listener), e.toString());
                LOG.debug("A listener failed", e);
            }
        }
    }

    private static String name(EvaluationListener listener) {
        return listener.getClass().getName();
    }
}

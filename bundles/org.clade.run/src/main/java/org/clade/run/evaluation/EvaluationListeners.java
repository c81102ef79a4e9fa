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

/** Notifies {@code EvaluationListener} services. Their exceptions do not end the run; a stop by the user does. */
@Component(service = EvaluationListeners.class)
public final class EvaluationListeners {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<EvaluationListener> listeners = new CopyOnWriteArrayList<>();

    /** Created by Declarative Services, which add the listeners. */
    public EvaluationListeners() {
        // Listeners are dynamic.
    }

    /** Notifies one listener. */
    public EvaluationListeners(EvaluationListener only) {
        listeners.add(only);
    }

    /** Reports an evaluation while a run trains. */
    void evaluated(EvaluatedRun run, EvaluationPoint point) {
        tell(run, listener -> listener.onEvaluation(run, point));
    }

    /** Reports that a trained run has assigned other images. */
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
                LOG.warn(
                        "{}: the output of {} for the evaluation is missing: {}",
                        run.id(),
                        name(listener),
                        e.toString());
                LOG.debug("A listener failed", e);
            }
        }
    }

    private static String name(EvaluationListener listener) {
        return listener.getClass().getName();
    }
}

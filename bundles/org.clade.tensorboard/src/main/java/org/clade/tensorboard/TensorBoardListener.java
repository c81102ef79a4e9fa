package org.clade.tensorboard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunListener;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes event files into the folders of runs while they train. */
@Component
public final class TensorBoardListener implements EvaluationListener, RunListener {

    /** The setting that turns event files off. */
    static final String SWITCH = "clade.tensorboard";

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final boolean on;
    private final Map<String, RunRecorder> recorders = new ConcurrentHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public TensorBoardListener(BundleContext context) {
        this(context.getProperty(SWITCH));
    }

    /**
     * A listener.
     *
     * @param setting {@code on}, {@code off} or null for {@code on}
     */
    TensorBoardListener(String setting) {
        String word = setting == null ? "on" : setting.strip();
        if (!word.equals("on") && !word.equals("off")) {
            LOG.warn("{} is “{}” but can be on or off; event files for TensorBoard are written.", SWITCH, word);
        }
        this.on = !word.equals("off");
    }

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        if (on) {
            recorders
                    .computeIfAbsent(run.id(), id -> RunRecorder.of(run.folder()))
                    .evaluated(run, point);
        }
    }

    @Override
    public void onPrediction(EvaluatedRun prediction) {
        LOG.trace("{} is no training", prediction.id());
    }

    @Override
    public void onEvent(RunEvent event) {
        switch (event.type()) {
            case FINISHED -> end(event.run(), "STATUS_SUCCESS");
            case FAILED -> end(event.run(), "STATUS_FAILURE");
            case STOPPED -> end(event.run(), "STATUS_UNKNOWN");
            default -> LOG.trace("{} {}", event.run(), event.type());
        }
    }

    private void end(String run, String status) {
        RunRecorder recorder = recorders.remove(run);
        if (recorder != null) {
            recorder.end(status);
        }
    }

    /** Ends the files of runs that train on. */
    @Deactivate
    void close() {
        recorders.keySet().forEach(run -> end(run, "STATUS_UNKNOWN"));
    }
}

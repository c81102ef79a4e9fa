package org.clade.run.folder;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.clade.api.data.Dataset;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.json.ExitCodes;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.Notices;
import org.clade.run.progress.ProgressMeter;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.StageTimer;

/** Reports a run: its progress to readers, its events to listeners, its results to the folder. */
public final class RunJournal {

    private final String run;
    private final RunFolder folder;
    private final Consumer<RunEvent> listeners;
    private final SummaryBuilder summary;
    private final RunHistory history;
    private final ProgressMeter meter = new ProgressMeter(System::nanoTime);
    private final Notices notices = new Notices();
    private double secondsBefore;

    /**
     * A journal.
     *
     * @param run the run's id
     * @param setup the variant, data and device of the run
     * @param folder receives the files
     * @param history receives the evaluations
     * @param listeners receive events
     */
    public RunJournal(
            String run, RunSummary.Setup setup, RunFolder folder, RunHistory history, Consumer<RunEvent> listeners) {
        this.run = run;
        this.summary = new SummaryBuilder(setup);
        this.folder = folder;
        this.history = history;
        this.listeners = listeners;
    }

    /**
     * Reports that the run continues from a checkpoint, with the history of the checkpoint.
     *
     * @param seconds the time of its evaluations and its training
     * @param details the content of the event
     */
    public void resumed(double seconds, Map<String, Object> details) {
        goOn(RunEvent.Type.RESUMED, seconds, details);
    }

    /**
     * Reports that the run continues another run, with the history of that run.
     *
     * @param seconds the time of its evaluations and its training
     * @param details the content of the event
     */
    public void forked(double seconds, Map<String, Object> details) {
        goOn(RunEvent.Type.FORKED, seconds, details);
    }

    private void goOn(RunEvent.Type type, double seconds, Map<String, Object> details) {
        secondsBefore = seconds;
        writeRows();
        event(type, details);
    }

    /** Reports that the run went back to a checkpoint, with the evaluations of that time. */
    public void rolledBack() {
        summary.forgetRows();
        writeRows();
    }

    private void writeRows() {
        history.rows().forEach(summary::row);
        folder.metrics(history.rows());
    }

    /** {@return the run's folder} */
    public Path folder() {
        return folder.path();
    }

    /** {@return the number of evaluations} */
    public int evaluations() {
        return history.rows().size();
    }

    /** {@return replaced parts that the next evaluation names; each is returned once} */
    public List<String> takeSwapMarks() {
        return history.swaps().takeMarks();
    }

    /** {@return the progress of the run} */
    public RunProgress progress() {
        return meter.progress();
    }

    /** {@return the progress meter} */
    public ProgressMeter meter() {
        return meter;
    }

    /**
     * Warns the user once: on the screen, in the events and in the summary.
     *
     * @param type the type of the event
     * @param sentence the warning and what to do
     */
    public void warn(RunEvent.Type type, String sentence) {
        if (notices.add(sentence)) {
            event(type, Map.of("warning", sentence));
        }
    }

    /** Records the number of images. */
    public void images(int count) {
        summary.images(count);
    }

    /** Records the number of parameters of the network. */
    public void parameters(long count) {
        summary.parameters(count);
    }

    /** Records the scores of k-means on the pixels. */
    public void kmeans(RunSummary.PixelScores scores) {
        summary.kmeans(scores);
    }

    /** Records the scores of k-means on color histograms. */
    public void histogram(RunSummary.PixelScores scores) {
        summary.histogram(scores);
    }

    /** Writes what the run's numbers depend on in addition to its recipe. */
    public void lock(Map<String, Object> lock) {
        folder.lock(lock);
    }

    /** Sets the current stage of the run. */
    public void stage(String stage) {
        meter.stage(stage);
    }

    /** Records an evaluation: a row of metrics, the cluster of every image, an event. */
    public void evaluated(MetricsRow row, Dataset dataset, ImageStore images, Evaluation evaluation) {
        summary.row(row);
        summary.clusters(evaluation.sizes());
        history.add(row);
        folder.metrics(history.rows());
        folder.assignments(dataset, images, evaluation);
        Map<String, Object> details = row.brief();
        event(RunEvent.Type.EVALUATED, details);
        if (summary.collapsed()) {
            event(RunEvent.Type.COLLAPSED, details);
        }
        Map<String, Double> latest = new LinkedHashMap<>(row.scores());
        latest.putAll(row.losses());
        meter.scores(latest, row.step() == 0 ? "before training" : "");
    }

    /** {@return the message of a collapse; empty if the clusters have not collapsed} */
    public Optional<String> collapse() {
        return summary.collapsed() ? Optional.of(summary.collapse()) : Optional.empty();
    }

    /** Records an event and notifies the listeners. */
    public synchronized void event(RunEvent.Type type, Map<String, Object> details) {
        RunEvent event = new RunEvent(run, type, Instant.now(), details);
        folder.event(event);
        listeners.accept(event);
    }

    /**
     * Records the end and writes the summary.
     *
     * @param state the last state of the run
     * @param outcome how it ended
     * @param failure the failure, or empty
     * @param clock the times by stage
     * @return the content of {@code summary.json}
     */
    public synchronized RunSummary ended(RunState state, RunOutcome outcome, String failure, StageTimer clock) {
        RunSummary content = summary.build(
                history.swaps().edits(),
                notices.all(),
                clock,
                secondsBefore + meter.elapsed(),
                state,
                outcome,
                failure);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("exit_code", ExitCodes.of(outcome));
        content.failure().ifPresent(sentence -> details.put("failure", sentence));
        folder.summary(content);
        event(RunEvent.Type.of(state), details);
        return content;
    }
}

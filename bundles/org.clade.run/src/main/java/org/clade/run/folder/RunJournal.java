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

/** Everything that is told of a run: its progress to whoever asks, its events to listeners, its results to the folder. */
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
     * @param setup what is trained, on what, with what
     * @param folder receives the files
     * @param history receives the evaluations
     * @param listeners are told of events
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
     * The run goes on from a checkpoint, and the history is that of the checkpoint.
     *
     * @param seconds how long its evaluations and its training took
     * @param details what the event says
     */
    public void resumed(double seconds, Map<String, Object> details) {
        secondsBefore = seconds;
        writeRows();
        event(RunEvent.Type.RESUMED, details);
    }

    /** The run went back to a checkpoint, and its history has the evaluations of that time. */
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

    /** {@return how many evaluations there are} */
    public int evaluations() {
        return history.rows().size();
    }

    /** {@return replaced parts that the next evaluation names; each is handed out once} */
    public List<String> takeSwapMarks() {
        return history.swaps().takeMarks();
    }

    /** {@return how far the run is} */
    public RunProgress progress() {
        return meter.progress();
    }

    /** {@return what keeps the progress} */
    public ProgressMeter meter() {
        return meter;
    }

    /**
     * Warns the user: on the screen, in the events and in the summary. The same warning is given once.
     *
     * @param type the type of the event
     * @param sentence what to know and what to do
     */
    public void warn(RunEvent.Type type, String sentence) {
        if (notices.add(sentence)) {
            event(type, Map.of("warning", sentence));
        }
    }

    /** Notes how many images there are. */
    public void images(int count) {
        summary.images(count);
    }

    /** Notes how many numbers the network learns. */
    public void parameters(long count) {
        summary.parameters(count);
    }

    /** Notes what k-means on the pixels reaches. */
    public void kmeans(RunSummary.PixelScores scores) {
        summary.kmeans(scores);
    }

    /** Writes down what the run's numbers depend on beside its recipe. */
    public void lock(Map<String, Object> lock) {
        folder.lock(lock);
    }

    /** Notes what the run is doing now. */
    public void stage(String stage) {
        meter.stage(stage);
    }

    /** Notes an evaluation: a row of metrics, every image's cluster, an event. */
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

    /** {@return what it means that the clusters have collapsed, nothing where they have not} */
    public Optional<String> collapse() {
        return summary.collapsed() ? Optional.of(summary.collapse()) : Optional.empty();
    }

    /** Notes an event and tells the listeners. */
    public synchronized void event(RunEvent.Type type, Map<String, Object> details) {
        RunEvent event = new RunEvent(run, type, Instant.now(), details);
        folder.event(event);
        listeners.accept(event);
    }

    /**
     * Notes the end and writes the summary.
     *
     * @param state the last state of the run
     * @param outcome how it ended
     * @param failure what went wrong, otherwise empty
     * @param clock where the time went
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

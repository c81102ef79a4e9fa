package org.clade.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.clade.api.data.Dataset;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunState;

/** Everything that is told of a run: its progress to whoever asks, its events to listeners, its results to the folder. */
final class RunJournal {

    private final String run;
    private final RunFolder folder;
    private final Consumer<RunEvent> listeners;
    private final RunSummary summary = new RunSummary();
    private final EditLog edits = new EditLog();
    private final Pace pace = new Pace();
    private final long start = System.nanoTime();
    private double secondsBefore;
    private volatile RunProgress progress = new RunProgress("preparing", 0, 0, 0, 0, 0, 0, -1, 0, Map.of());

    /**
     * A journal.
     *
     * @param run the run's id
     * @param folder receives the files
     * @param listeners are told of events
     */
    RunJournal(String run, RunFolder folder, Consumer<RunEvent> listeners) {
        this.run = run;
        this.folder = folder;
        this.listeners = listeners;
    }

    /** {@return the evaluations so far} */
    List<MetricsRow> rows() {
        return folder.rows();
    }

    /**
     * Takes up what a checkpoint kept.
     *
     * @param rows the evaluations so far
     * @param seconds how long they and the training took
     * @param details what the event says
     */
    void resumed(List<MetricsRow> rows, double seconds, Map<String, Object> details) {
        secondsBefore = seconds;
        rows.forEach(summary::row);
        folder.restore(rows);
        event("resumed", details);
    }

    /**
     * Takes back what was evaluated since a checkpoint.
     *
     * @param rows the evaluations before it
     */
    void takenBack(List<MetricsRow> rows) {
        summary.forgetRows();
        rows.forEach(summary::row);
        folder.restore(rows);
    }

    /** {@return what was changed in the run while it ran} */
    EditLog edits() {
        return edits;
    }

    /** {@return how far the run is} */
    RunProgress progress() {
        return progress;
    }

    /** Notes a fact for the summary. */
    void fact(String key, Object value) {
        summary.fact(key, value);
    }

    /** Writes down what the run's numbers depend on beside its recipe. */
    void lock(Map<String, Object> lock) {
        folder.lock(lock);
    }

    /** Notes what the run is doing now. */
    void stage(String stage) {
        RunProgress was = progress;
        progress = new RunProgress(
                stage,
                was.epoch(),
                was.epochs(),
                was.round(),
                was.rounds(),
                was.share(),
                elapsed(),
                was.remaining(),
                was.imagesPerSecond(),
                was.latest());
    }

    /**
     * Notes that a large batch is done.
     *
     * @param epoch its epoch, from 0
     * @param done large batches done
     * @param length how long the run is
     * @param seconds since training began
     * @param imagesPerSecond trained images per second so far
     */
    void round(int epoch, int done, Length length, double seconds, double imagesPerSecond) {
        double share = length.share(done, seconds);
        progress = new RunProgress(
                "training",
                epoch + 1,
                length.epochs(),
                done,
                length.rounds(),
                share,
                elapsed(),
                pace.remaining(share, seconds),
                imagesPerSecond,
                progress.latest());
    }

    /** Notes an evaluation: a row of metrics, every image's cluster, an event. */
    void evaluated(MetricsRow row, Dataset dataset, ImageStore images, Evaluation evaluation) {
        summary.row(row);
        folder.row(row);
        folder.assignments(dataset, images, evaluation);
        Map<String, Object> details = row.brief();
        event("evaluated", details);
        if (row.step() > 0
                && row.scores().getOrDefault(Scores.EFFECTIVE_CLUSTERS, Double.MAX_VALUE) < Scores.COLLAPSED) {
            event("collapsed", details);
        }
        Map<String, Double> latest = new LinkedHashMap<>(row.scores());
        latest.putAll(row.losses());
        RunProgress was = progress;
        progress = new RunProgress(
                "training",
                was.epoch(),
                was.epochs(),
                was.round(),
                was.rounds(),
                was.share(),
                elapsed(),
                was.remaining(),
                row.imagesPerSecond(),
                Map.copyOf(latest));
    }

    /** Notes an event and tells the listeners. */
    synchronized void event(String type, Map<String, Object> details) {
        RunEvent event = new RunEvent(run, type, Instant.now(), details);
        folder.event(event);
        listeners.accept(event);
    }

    /**
     * Notes the end and writes the summary.
     *
     * @param state how the run ended
     * @param exitCode the exit code
     * @param failure what went wrong, otherwise empty
     * @param clock where the time went
     * @return the content of {@code summary.json}
     */
    synchronized Map<String, Object> ended(RunState state, int exitCode, String failure, StageClock clock) {
        if (!edits.edits().isEmpty()) {
            summary.fact("edited", edits.edits().stream().map(Edit::summary).toList());
        }
        Map<String, Object> content = summary.write(clock, secondsBefore + elapsed(), state, exitCode);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("exit_code", exitCode);
        if (!failure.isEmpty()) {
            content.put("failure", failure);
            details.put("failure", failure);
        }
        folder.summary(content);
        event(state.name().toLowerCase(Locale.ROOT), details);
        return content;
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }
}

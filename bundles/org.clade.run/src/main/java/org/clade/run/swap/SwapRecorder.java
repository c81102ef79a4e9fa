package org.clade.run.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.base.file.FileWriteException;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.SwapHistory;
import org.clade.run.training.CheckpointState;
import org.clade.run.training.TrainingLoop;

/** Writes down the edits of a run: in the log, as events, and in the recipe that they make. */
final class SwapRecorder {

    private final RunParts parts;
    private final PartComposer composer;
    private final Path recipe;
    private final RunJournal journal;

    /**
     * The journal of a run.
     *
     * @param parts what it works with
     * @param composer writes recipes
     * @param folder the run's folder
     * @param journal is told
     */
    SwapRecorder(RunParts parts, PartComposer composer, Path folder, RunJournal journal) {
        this.parts = parts;
        this.composer = composer;
        this.recipe = folder.resolve("recipe-edited.json");
        this.journal = journal;
    }

    /** {@return all edits} */
    SwapHistory log() {
        return journal.edits();
    }

    /**
     * Notes an event.
     *
     * @param type its type
     * @param loop where the run is
     * @param more what else there is to say
     */
    void event(String type, TrainingLoop loop, Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("round", loop.position().rounds);
        details.put("step", loop.position().steps);
        details.putAll(more);
        journal.event(type, details);
    }

    /** Notes that new parts were refused, and why. */
    void refused(TrainingLoop loop, String reason) {
        event("refused", loop, Map.of("reason", reason));
    }

    /**
     * Notes an event for each of some edits.
     *
     * @param type its type
     * @param edits the edits
     * @param more what else there is to say of each, in order
     */
    void events(String type, List<PartReplacement> edits, Map<String, Object> more) {
        for (PartReplacement edit : edits) {
            Map<String, Object> details = edit.fields();
            details.putAll(more);
            journal.event(type, details);
        }
    }

    /** Takes back the evaluations after a checkpoint, and what was changed after it. */
    void takenBack(CheckpointState state, List<PartReplacement> edits) {
        journal.takenBack(state.rows());
        log().changed(state.changes());
        edits.forEach(edit -> log().mark("rolled back: " + edit.mark()));
    }

    /** Writes the recipe that the run works with now, where it is not the one that it began with. */
    void recipe() {
        if (log().changes().isEmpty()) {
            delete();
        } else {
            composer.variants().write(parts.variant().recipe(), recipe);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(recipe);
        } catch (IOException e) {
            throw new FileWriteException(recipe, e);
        }
    }
}

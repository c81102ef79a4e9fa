package org.clade.run.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunEvent;
import org.clade.base.file.FileWriteException;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/** Records the replaced parts of a run: in its history, as events, and in the resulting recipe. */
final class SwapRecorder {

    private final RunParts parts;
    private final PartComposer composer;
    private final Path recipe;
    private final RunJournal journal;
    private final RunHistory history;

    SwapRecorder(RunParts parts, PartComposer composer, Path folder, RunJournal journal, RunHistory history) {
        this.parts = parts;
        this.composer = composer;
        this.recipe = folder.resolve("recipe-edited.json");
        this.journal = journal;
        this.history = history;
    }

    /** {@return all replacements} */
    SwapHistory swaps() {
        return history.swaps();
    }

    /**
     * Records an event.
     *
     * @param type its type
     * @param position the position of the run
     * @param more further fields
     */
    void event(RunEvent.Type type, TrainingPosition position, Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("round", position.rounds());
        details.put("step", position.steps());
        details.putAll(more);
        journal.event(type, details);
    }

    /** Records that new parts were refused, and the reason. */
    void refused(TrainingPosition position, String reason) {
        event(RunEvent.Type.REFUSED, position, Map.of("reason", reason));
    }

    /**
     * Records an event for each replacement.
     *
     * @param type its type
     * @param replaced the replacements
     * @param more further fields of each, in order
     */
    void events(RunEvent.Type type, List<PartReplacement> replaced, Map<String, Object> more) {
        for (PartReplacement one : replaced) {
            Map<String, Object> details = one.fields();
            details.putAll(more);
            journal.event(type, details);
        }
    }

    /** Records the rollback of replacements, and writes the remaining evaluations. */
    void rolledBack(List<PartReplacement> undone) {
        journal.rolledBack();
        undone.forEach(one -> swaps().mark("rolled back: " + one.mark()));
    }

    /** Writes the current recipe of the run, if it differs from the one at the start. */
    void writeRecipe() {
        if (swaps().changes().isEmpty()) {
            deleteRecipe();
        } else {
            composer.variants().write(parts.variant().recipe(), recipe);
        }
    }

    private void deleteRecipe() {
        try {
            Files.deleteIfExists(recipe);
        } catch (IOException e) {
            throw new FileWriteException(recipe, e);
        }
    }
}

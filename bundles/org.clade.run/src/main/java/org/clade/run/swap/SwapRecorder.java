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

/** Writes down which parts of a run were replaced: in its history, as events, and in the recipe that results. */
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
     * Notes an event.
     *
     * @param type its type
     * @param position where the run is
     * @param more what else there is to say
     */
    void event(RunEvent.Type type, TrainingPosition position, Map<String, Object> more) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("round", position.rounds());
        details.put("step", position.steps());
        details.putAll(more);
        journal.event(type, details);
    }

    /** Notes that new parts were refused, and why. */
    void refused(TrainingPosition position, String reason) {
        event(RunEvent.Type.REFUSED, position, Map.of("reason", reason));
    }

    /**
     * Notes an event for each of some replacements.
     *
     * @param type its type
     * @param replaced the replacements
     * @param more what else there is to say of each, in order
     */
    void events(RunEvent.Type type, List<PartReplacement> replaced, Map<String, Object> more) {
        for (PartReplacement one : replaced) {
            Map<String, Object> details = one.fields();
            details.putAll(more);
            journal.event(type, details);
        }
    }

    /** Notes that replacements were undone, and writes the evaluations that are left. */
    void rolledBack(List<PartReplacement> undone) {
        journal.rolledBack();
        undone.forEach(one -> swaps().mark("rolled back: " + one.mark()));
    }

    /** Writes the recipe that the run works with now, if it is not the one that it began with. */
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

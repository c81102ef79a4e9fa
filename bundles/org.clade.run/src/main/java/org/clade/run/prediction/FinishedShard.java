package org.clade.run.prediction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetNotes;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;
import org.clade.run.file.WrittenRows;
import org.clade.run.folder.RunFolder;

/**
 * A shard of a prediction that has ended.
 *
 * @param folder its folder
 * @param plan what it was asked
 * @param written its rows
 * @param header the first line of its assignments
 * @param result its {@code prediction.json}
 */
record FinishedShard(Path folder, PredictionPlan plan, WrittenRows written, String header, JsonObject result) {

    /**
     * Reads what a folder says.
     *
     * @param folder the folder
     * @return the shard
     * @throws RefusedException where it is none, or has not ended
     */
    static FinishedShard of(Path folder) {
        PredictionPlan plan = PredictionPlan.of(folder);
        if (!Files.exists(folder.resolve(RunFolder.PREDICTION))) {
            throw new RefusedException("Shard %s in %s has not ended; go on with it with predict --shard %1$s --resume."
                    .formatted(plan.shard(), folder));
        }
        WrittenRows written = AssignmentFile.written(folder);
        if (written.rows() != plan.range().to() - plan.range().from()) {
            throw new RefusedException("Shard %s in %s has %s images instead of %s; predict it again."
                    .formatted(
                            plan.shard(),
                            folder,
                            written.rows(),
                            plan.range().to() - plan.range().from()));
        }
        Path file = folder.resolve(RunFolder.ASSIGNMENTS);
        try (BufferedReader rows = Files.newBufferedReader(file)) {
            String header = rows.readLine();
            JsonObject result = JsonParser.parseString(Files.readString(folder.resolve(RunFolder.PREDICTION)))
                    .getAsJsonObject();
            return new FinishedShard(folder, plan, written, header == null ? "" : header, result);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; predict shard %s again."
                            .formatted(file, FileProblem.words(file, e), plan.shard()),
                    e);
        } catch (JsonParseException | IllegalStateException e) {
            throw new RefusedException(
                    "%s is not the JSON that was written; predict shard %s again."
                            .formatted(folder.resolve(RunFolder.PREDICTION), plan.shard()),
                    e);
        }
    }

    /** Reads its rows, and checks that they are as they were written. */
    void read(Consumer<AssignmentRow> rows) {
        Path file = folder.resolve(RunFolder.ASSIGNMENTS);
        String advice = "predict shard %s again".formatted(plan.shard());
        if (file.toFile().length() > written.bytes()) {
            throw AssignmentReader.changed(file, advice, null);
        }
        AssignmentReader.read(file, written, advice, rows);
    }

    /** {@return a text of the result, empty where it is not there} */
    String text(String key) {
        return result.has(key) ? result.get(key).getAsString() : "";
    }

    /** {@return the number of clusters} */
    int k() {
        return result.get("k").getAsInt();
    }

    /** {@return what was left out of the data set, and what is doubtful} */
    DatasetNotes notes() {
        return new DatasetNotes(
                notes("left_out", DatasetNote.Kind.LEFT_OUT), notes("doubtful", DatasetNote.Kind.DOUBTFUL));
    }

    private List<DatasetNote> notes(String key, DatasetNote.Kind kind) {
        List<DatasetNote> notes = new ArrayList<>();
        for (JsonElement each : result.has(key) ? result.getAsJsonArray(key) : new JsonArray()) {
            JsonObject note = each.getAsJsonObject();
            List<String> examples = new ArrayList<>();
            note.getAsJsonArray("examples").forEach(example -> examples.add(example.getAsString()));
            notes.add(new DatasetNote(
                    kind,
                    note.get("count").getAsInt(),
                    note.get("what").getAsString(),
                    note.get("reason").getAsString(),
                    examples));
        }
        return notes;
    }
}

package org.clade.cluster.edit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * The edits of a run, {@code cluster-edits.jsonl} in its folder: an object for each, with its time and the checksum of the
 * assignments that it was made on. Nothing is taken out of the file: an edit that is taken back is followed by an {@code undo}.
 */
final class EditLog {

    /** The name of the file. */
    static final String NAME = "cluster-edits.jsonl";

    private static final String UNDO = "undo";
    private static final Map<String, Class<? extends ClusterEdit>> KINDS =
            Map.of("name", NameEdit.class, "merge", MergeEdit.class, "split", SplitEdit.class, "drop", DropEdit.class);
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path file;
    private final List<String> lines;
    private final List<ClusterEdit> edits = new ArrayList<>();
    private int highest = -1;

    private EditLog(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads the edits of a run.
     *
     * @param run the run's folder
     * @param assignments the checksum of its assignments now
     * @throws RefusedException where the file is damaged or was made on other assignments
     */
    static EditLog read(Path run, String assignments) {
        Path file = run.resolve(NAME);
        EditLog log = new EditLog(file, lines(file));
        for (int i = 0; i < log.lines.size(); i++) {
            try {
                log.take(GSON.fromJson(log.lines.get(i), JsonObject.class), assignments);
            } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
                throw new RefusedException(
                        "%s is damaged in line %s; restore it from a copy, or move it away to begin without edits."
                                .formatted(file, i + 1),
                        e);
            }
        }
        return log;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    private void take(JsonObject line, String assignments) {
        if (!line.get("assignments").getAsString().equals(assignments)) {
            throw new RefusedException(
                    "The run was trained on, or its assignments.csv changed, after its clusters were edited, so %s no longer fits; move that file away to begin without edits."
                            .formatted(file));
        }
        String kind = line.get("edit").getAsString();
        if (kind.equals(UNDO)) {
            if (edits.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to take back");
            }
            edits.remove(edits.size() - 1);
            return;
        }
        if (!KINDS.containsKey(kind)) {
            throw new IllegalArgumentException("there is no edit " + kind);
        }
        ClusterEdit edit = GSON.fromJson(line, KINDS.get(kind));
        edits.add(edit);
        highest = Math.max(highest, edit.highest());
    }

    /** {@return the edits that count} */
    List<ClusterEdit> edits() {
        return List.copyOf(edits);
    }

    /** {@return the SHA-256 of all lines that were read} */
    String checksum() {
        return DigestUtils.sha256Hex(String.join("\n", lines));
    }

    /** {@return the last edit that counts} */
    Optional<ClusterEdit> last() {
        return edits.isEmpty() ? Optional.empty() : Optional.of(edits.get(edits.size() - 1));
    }

    /** {@return the greatest number that a split gave to a cluster, taken back or not; -1 where there was none} */
    int highest() {
        return highest;
    }

    /** Adds an edit. */
    void add(ClusterEdit edit, String assignments) {
        String kind = KINDS.entrySet().stream()
                .filter(each -> each.getValue() == edit.getClass())
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow();
        add(kind, GSON.toJsonTree(edit).getAsJsonObject(), assignments);
    }

    /** Takes the last edit back. */
    void undo(String assignments) {
        add(UNDO, new JsonObject(), assignments);
    }

    private void add(String kind, JsonObject members, String assignments) {
        JsonObject line = new JsonObject();
        line.addProperty("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        line.addProperty("edit", kind);
        members.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
        line.addProperty("assignments", assignments);
        StringBuilder text = new StringBuilder();
        lines.forEach(earlier -> text.append(earlier).append('\n'));
        AtomicFile.write(file, text.append(GSON.toJson(line)).append('\n').toString());
        take(line, assignments);
    }
}

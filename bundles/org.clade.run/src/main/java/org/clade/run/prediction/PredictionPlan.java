package org.clade.run.prediction;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.run.images.ShardRange;

/**
 * Everything that the assignments of a prediction depend on, in {@value #FILE}. A prediction goes on, and shards are merged, only
 * where it is the same.
 *
 * @param checkpoint the checkpoint that answers, relative to the run's folder
 * @param network its SHA-256
 * @param statistics what batch normalization uses, in words
 * @param numbers the SHA-256 of these statistics; empty where they are those of the checkpoint
 * @param data the data set's name
 * @param protocol which images of it, in words
 * @param images how many images the set has
 * @param names a checksum of the names of all images, CRC-32C
 * @param limit only so many of them; 0 for all
 * @param precision the numbers that the network computes with
 * @param batch images that go through the network at once
 * @param shard which part of the images
 * @param edits the SHA-256 of the edits of the run's clusters; empty if there are none
 */
public record PredictionPlan(
        String checkpoint,
        String network,
        String statistics,
        String numbers,
        String data,
        String protocol,
        int images,
        String names,
        int limit,
        String precision,
        int batch,
        Shard shard,
        String edits) {

    /** The file. */
    static final String FILE = "asked.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes it. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(FILE), GSON.toJson(this) + "\n");
    }

    /** {@return what the prediction of a folder was asked} */
    static PredictionPlan of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            PredictionPlan plan = GSON.fromJson(Files.readString(file), PredictionPlan.class);
            if (plan == null || plan.shard == null || plan.network == null || plan.batch < 1) {
                throw new JsonParseException("other keys");
            }
            return plan;
        } catch (IOException e) {
            throw new RefusedException(
                    "%s is not the folder of a prediction: %s cannot be read: %s; give a folder that predict has made."
                            .formatted(folder, FILE, FileProblem.words(file, e)),
                    e);
        } catch (JsonParseException | RefusedException e) {
            throw new RefusedException(
                    "%s was edited or damaged: it is not the JSON that was written; start the prediction again."
                            .formatted(file),
                    e);
        }
    }

    /** {@return what else another plan says, in words; nothing where both are the same} */
    Optional<String> difference(PredictionPlan other) {
        Map<String, Object> mine = facts();
        Map<String, Object> theirs = other.facts();
        return mine.keySet().stream()
                .filter(fact -> !Objects.equals(mine.get(fact), theirs.get(fact)))
                .findFirst()
                .map(fact -> "%s was %s and is %s now".formatted(fact, mine.get(fact), theirs.get(fact)));
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("the data", data);
        facts.put("the split", protocol);
        facts.put("the number of images", images);
        facts.put("--limit", limit);
        facts.put("the checksum of the images' names", names);
        facts.put("the shard", shard);
        facts.put("the precision", precision);
        facts.put("the checkpoint", checkpoint);
        facts.put("the checksum of the checkpoint", network);
        facts.put("normalization", statistics);
        facts.put("the checksum of the statistics", numbers);
        facts.put("the size of a batch", batch);
        facts.put("the checksum of the edits of clusters", edits);
        return facts;
    }

    /** {@return the same for another shard} */
    PredictionPlan with(Shard other) {
        return new PredictionPlan(
                checkpoint,
                network,
                statistics,
                numbers,
                data,
                protocol,
                images,
                names,
                limit,
                precision,
                batch,
                other,
                edits);
    }

    /** {@return how many images all shards have together} */
    int wanted() {
        return limit == 0 ? images : Math.min(limit, images);
    }

    /** {@return the images of the shard} */
    public ShardRange range() {
        return new ShardRange(wanted(), batch, shard);
    }
}

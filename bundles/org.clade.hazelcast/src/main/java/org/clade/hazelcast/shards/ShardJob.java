package org.clade.hazelcast.shards;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.apache.commons.io.FileUtils;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;

/**
 * A prediction or a file of features in shards, while it is computed: a folder with the shards that are here.
 *
 * @param asked what was asked, in words
 * @param id the name of the job in the cluster
 * @param shards how many shards
 */
record ShardJob(String asked, String id, int shards) {

    private static final String FILE = "job.json";
    private static final Gson GSON = new Gson();

    /**
     * Begins a job, or goes on with one.
     *
     * @param folder its folder
     * @param asked what is asked, in words
     * @param kind the beginning of its name in the cluster
     * @param shards says how many shards, if it begins
     * @param resume whether to go on with the job of the folder
     * @return the job
     * @throws RefusedException if there is none to go on with, or one that was asked otherwise
     */
    static ShardJob of(Path folder, String asked, String kind, IntSupplier shards, boolean resume) {
        Path file = folder.resolve(FILE);
        if (resume) {
            ShardJob before = read(file);
            if (!before.asked.equals(asked)) {
                throw new RefusedException(
                        "What was interrupted was asked otherwise: %s; ask the same, or leave --resume out."
                                .formatted(before.asked));
            }
            return before;
        }
        int count = shards.getAsInt();
        FileUtils.deleteQuietly(folder.toFile());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ShardJob job =
                new ShardJob(asked, kind + "-" + UUID.randomUUID().toString().substring(0, 8), count);
        AtomicFile.write(file, GSON.toJson(job) + "\n");
        return job;
    }

    private static ShardJob read(Path file) {
        try {
            ShardJob job = GSON.fromJson(Files.readString(file), ShardJob.class);
            if (job == null || job.asked == null || job.id == null || job.shards < 1) {
                throw new JsonParseException("other keys");
            }
            return job;
        } catch (IOException e) {
            throw new RefusedException(
                    "There are no shards to go on with in %s; leave --resume out.".formatted(file.getParent()), e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged; leave --resume out to begin again.".formatted(file), e);
        }
    }
}

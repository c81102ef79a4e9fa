package org.clade.run.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.ForkOrigin;
import org.clade.api.run.RunRequest;
import org.clade.base.file.AtomicFile;

/**
 * The request of a run without its recipe, as in {@code request.json} in its folder.
 *
 * @param data the data set's name, or the absolute path of its folder
 * @param split the split of the data set
 * @param seed the seed of all random numbers
 * @param limit the maximum number of images; 0 for all
 * @param seconds the time limit in seconds; 0 for none
 * @param precision as requested
 * @param device as requested
 * @param baseline whether k-means clusters the pixels for comparison
 * @param stopOnCollapse whether the run stops if its clusters collapse
 * @param keepEvery the run keeps the checkpoint of every n-th epoch; null for none
 * @param fork the checkpoint of another run that it continues; null for none
 */
public record RunRequestFile(
        String data,
        Split split,
        long seed,
        int limit,
        int seconds,
        String precision,
        String device,
        boolean baseline,
        boolean stopOnCollapse,
        Integer keepEvery,
        ForkOrigin fork) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes a request into a run's folder. */
    public static void write(RunRequest request, Path folder) {
        String data = absolute(request.data());
        RunRequestFile kept = new RunRequestFile(
                data,
                request.split(),
                request.seed(),
                request.limit(),
                request.seconds().orElse(0),
                request.precision(),
                request.device(),
                request.baseline(),
                request.stopOnCollapse(),
                request.keepEvery() == 0 ? null : request.keepEvery(),
                request.fork().orElse(null));
        AtomicFile.write(folder.resolve(RunFolder.REQUEST), GSON.toJson(kept) + "\n");
    }

    /** A run may be resumed in another folder; options may stand in brackets behind the path. */
    private static String absolute(String data) {
        int bracket = data.endsWith(")") ? data.lastIndexOf('(') : -1;
        int end = bracket < 1 || Files.exists(Path.of(data)) ? data.length() : bracket;
        Path local = Path.of(data.substring(0, end));
        return Files.exists(local) ? local.toAbsolutePath().normalize() + data.substring(end) : data;
    }

    /**
     * Reads the request of a run, with the recipe of the run.
     *
     * @param folder the run's folder
     * @param json the original request
     * @return the request
     * @throws RefusedException if this version of Clade cannot read it
     */
    public static RunRequest read(Path folder, byte[] json) {
        try {
            RunRequestFile kept = GSON.fromJson(new String(json, StandardCharsets.UTF_8), RunRequestFile.class);
            if (kept == null
                    || kept.data() == null
                    || kept.split() == null
                    || kept.precision() == null
                    || kept.device() == null) {
                throw unknown(folder, null);
            }
            RunRequest request = RunRequest.of(folder.resolve(RunFolder.RECIPE).toString(), kept.data())
                    .withImages(kept.split(), kept.limit())
                    .withSeed(kept.seed())
                    .withSeconds(kept.seconds() == 0 ? OptionalInt.empty() : OptionalInt.of(kept.seconds()))
                    .withPrecision(kept.precision())
                    .withDevice(kept.device())
                    .withOut(folder)
                    .withBaseline(kept.baseline())
                    .withStopOnCollapse(kept.stopOnCollapse())
                    .withKeepEvery(kept.keepEvery() == null ? 0 : kept.keepEvery());
            return kept.fork() == null ? request : request.withFork(kept.fork());
        } catch (JsonParseException e) {
            throw unknown(folder, e);
        }
    }

    private static RefusedException unknown(Path folder, Exception cause) {
        return new RefusedException(
                "%s was not written by this version of Clade; start the run again."
                        .formatted(folder.resolve(RunFolder.REQUEST)),
                cause);
    }
}

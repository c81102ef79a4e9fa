package org.clade.run.fork;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import org.clade.api.run.ForkOrigin;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.Recipe;
import org.clade.run.file.DamagedFileException;
import org.clade.run.folder.RunFolder;
import org.clade.run.trained.StoredRun;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;

/**
 * A run and its checkpoint at the end of an epoch.
 *
 * @param origin where it is
 * @param stored the run with this checkpoint
 */
public record ForkSource(ForkOrigin origin, StoredRun stored) implements AutoCloseable {

    /**
     * Finds the checkpoint of an epoch.
     *
     * @param folder the run folder
     * @param epoch the epoch, from 1
     * @return the checkpoint, closed by the caller
     * @throws RefusedException if the folder has no run or no checkpoint of this epoch; the message names the epochs that there are
     */
    public static ForkSource find(Path folder, int epoch) {
        StoredRun.check(folder);
        Map<Integer, CheckpointFile> epochs = epochs(folder);
        CheckpointFile file = epochs.get(epoch);
        if (file == null) {
            throw new RefusedException(
                    "Run %s has no checkpoint of epoch %s: %s; run with --keep-checkpoints 1 keeps that of every epoch."
                            .formatted(
                                    folder,
                                    epoch,
                                    epochs.isEmpty()
                                            ? "it has none at the end of an epoch"
                                            : "it has those of %s"
                                                    .formatted(epochs.keySet().stream()
                                                            .map(each -> "epoch " + each)
                                                            .collect(Collectors.joining(", ")))));
        }
        return of(folder, epoch, file);
    }

    /**
     * Opens the checkpoint that a run was to continue from.
     *
     * @param origin where it is
     * @return the checkpoint, closed by the caller
     * @throws RefusedException if it is missing, damaged or another one
     */
    public static ForkSource open(ForkOrigin origin) {
        ForkSource source = find(Path.of(origin.run()), origin.epoch());
        if (!source.origin().sha256().equals(origin.sha256())) {
            source.close();
            throw new RefusedException(
                    "The checkpoint of epoch %s in %s is another one than when the fork was requested; restore it, or request the fork again."
                            .formatted(origin.epoch(), origin.run()));
        }
        return source;
    }

    private static ForkSource of(Path folder, int epoch, CheckpointFile file) {
        ForkOrigin origin =
                new ForkOrigin(folder.toAbsolutePath().normalize().toString(), epoch, file.name(), file.sha256());
        return new ForkSource(origin, StoredRun.of(folder, Checkpoint.of(file)));
    }

    /** {@return the checkpoints at the ends of epochs: those that the run was to keep, and those among the newest} */
    private static Map<Integer, CheckpointFile> epochs(Path folder) {
        Map<Integer, CheckpointFile> epochs = new TreeMap<>();
        CheckpointFile.ofEpochs(folder).forEach(file -> add(file, epochs));
        CheckpointFile.all(folder).forEach(file -> add(file, epochs));
        return epochs;
    }

    private static void add(CheckpointFile file, Map<Integer, CheckpointFile> epochs) {
        try (Checkpoint checkpoint = Checkpoint.of(file)) {
            int epoch = checkpoint.state().epochEnd();
            if (epoch > 0) {
                epochs.putIfAbsent(epoch, file);
            }
        } catch (DamagedFileException e) {
            if (file.equals(
                    CheckpointFile.latest(file.file().getParent().getParent()).orElse(null))) {
                return; // the run keeps an older one for this case
            }
            throw e;
        }
    }

    /**
     * A request that continues this run.
     *
     * @param variant a variant's name or a recipe file
     * @param recipe the recipe of this run
     * @return the request
     */
    public RunRequest request(String variant, Recipe recipe) {
        RunRequest own = stored.request();
        int epochs = recipe.training().epochs();
        int batches = recipe.training().maxBatches();
        return RunRequest.of(variant, own.data())
                .withImages(own.split(), own.limit())
                .withSeed(own.seed())
                .withClusters(OptionalInt.of(recipe.architecture().clusters()))
                .withEpochs(epochs == 0 ? OptionalInt.empty() : OptionalInt.of(epochs))
                .withRounds(batches == 0 ? OptionalInt.empty() : OptionalInt.of(batches))
                .withSeconds(own.seconds())
                .withPrecision(own.precision())
                .withDevice(own.device())
                .withFork(origin);
    }

    /**
     * Checks what a fork must share with this run, as far as that is known without reading images.
     *
     * @param request the fork
     * @throws RefusedException if it has another seed or other images
     */
    public void check(RunRequest request) {
        RunRequest own = stored.request();
        same("seed", request.seed(), own.seed());
        same(
                "split",
                request.split().name().toLowerCase(Locale.ROOT),
                own.split().name().toLowerCase(Locale.ROOT));
        same("limit", request.limit(), own.limit());
    }

    /**
     * Checks the number of images.
     *
     * @param images the images of the fork
     * @throws RefusedException if this run had another number
     */
    public void check(int images) {
        boolean same = stored.checkpoint()
                .original(RunFolder.LOCK)
                .map(lock -> JsonParser.parseString(new String(lock, StandardCharsets.UTF_8))
                        .getAsJsonObject()
                        .get("images")
                        .getAsInt())
                .filter(own -> own != images)
                .isEmpty();
        if (!same) {
            throw otherImages();
        }
    }

    private void same(String option, Object asked, Object there) {
        if (!asked.equals(there)) {
            throw new RefusedException(
                    "A fork continues with the random streams and images of its run, so --%s %s is refused: run %s has %s; leave --%s out."
                            .formatted(option, asked, origin.run(), there, option));
        }
    }

    /** {@return the refusal of other images} */
    RefusedException otherImages() {
        return new RefusedException(
                "The images are not those of run %s (%s), and a fork continues with the same ones; leave --data out, or give the same data."
                        .formatted(origin.run(), stored.request().data()));
    }

    @Override
    public void close() {
        stored.checkpoint().close();
    }
}

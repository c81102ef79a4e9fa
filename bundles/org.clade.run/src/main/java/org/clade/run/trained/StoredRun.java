package org.clade.run.trained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.base.file.FileProblem;
import org.clade.run.folder.JsonDifference;
import org.clade.run.folder.PretrainedFiles;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunRequestFile;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;

/**
 * A checked run folder: its newest intact checkpoint, and the original files of the run, compared with the copies in the
 * checkpoint. All code that reads a run folder uses this class.
 *
 * @param request the request of the run
 * @param checkpoint its newest intact checkpoint, closed by the caller
 */
public record StoredRun(RunRequest request, Checkpoint checkpoint) {

    /** The files that must not change after the start of a run. */
    private static final List<String> ORIGINALS = List.of(RunFolder.REQUEST, RunFolder.RECIPE, RunFolder.LOCK);

    /**
     * Opens a run folder.
     *
     * @param folder the folder
     * @param consequence the consequence of a missing checkpoint, after “so”
     * @return the run
     * @throws RefusedException if it is not a run folder, has no intact checkpoint, or a file is damaged, edited or
     *     missing, also one of the weights that it began with
     */
    public static StoredRun open(Path folder, String consequence) {
        check(folder);
        Checkpoint checkpoint = Checkpoint.newestWhole(folder)
                .orElseThrow(() -> new RefusedException("Run %s has no checkpoint, so %s; start it again with run %s."
                        .formatted(folder, consequence, folder.resolve(RunFolder.RECIPE))));
        return of(folder, checkpoint);
    }

    /**
     * Compares a run folder with one of its checkpoints.
     *
     * @param folder the folder
     * @param checkpoint the checkpoint; closed if this fails
     * @return the run
     * @throws RefusedException as {@link #open} does
     */
    public static StoredRun of(Path folder, Checkpoint checkpoint) {
        try {
            for (String name : ORIGINALS) {
                checkpoint.original(name).ifPresent(before -> compare(folder, name, before, checkpoint.file()));
            }
            checkpoint.original(RunFolder.LOCK).ifPresent(lock -> PretrainedFiles.check(folder, lock));
            byte[] request = checkpoint
                    .original(RunFolder.REQUEST)
                    .orElseThrow(() -> new RefusedException("Checkpoint %s has no %s; start the run again."
                            .formatted(checkpoint.file().file(), RunFolder.REQUEST)));
            return new StoredRun(RunRequestFile.read(folder, request), checkpoint);
        } catch (RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    /**
     * Checks that a folder is that of a run.
     *
     * @param folder the folder
     * @throws RefusedException if it is not
     */
    public static void check(Path folder) {
        if (!Files.exists(folder.resolve(RunFolder.REQUEST))
                && CheckpointFile.latest(folder).isEmpty()) {
            throw new RefusedException("%s is not a run folder: it has no %s; runs:list shows all runs."
                    .formatted(folder, RunFolder.REQUEST));
        }
    }

    private static void compare(Path folder, String name, byte[] before, CheckpointFile checkpoint) {
        Path file = folder.resolve(name);
        try {
            byte[] now = Files.readAllBytes(file);
            if (!Arrays.equals(before, now)) {
                throw new RefusedException(
                        "%s was edited or damaged since the run began: %s; restore the file from %s, or start a new run from it."
                                .formatted(file, JsonDifference.words(before, now), checkpoint.name()));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; restore the file from %s."
                            .formatted(file, FileProblem.words(file, e), checkpoint.name()),
                    e);
        }
    }
}

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
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunRequestFile;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;

/**
 * A run folder that was checked: its newest whole checkpoint, and the files that the run began with, which are compared with the
 * copies in the checkpoint. Whoever reads a run folder comes through here.
 *
 * @param request what the run was started with
 * @param checkpoint its newest whole checkpoint, to be closed
 */
public record StoredRun(RunRequest request, Checkpoint checkpoint) {

    /** The files that must be in a run folder as they were when the run began. */
    private static final List<String> ORIGINALS = List.of(RunFolder.REQUEST, RunFolder.RECIPE, RunFolder.LOCK);

    /**
     * Opens a run folder.
     *
     * @param folder the folder
     * @param consequence what follows where there is no checkpoint, to come after “so”
     * @return the run
     * @throws RefusedException where it is no run folder, has no whole checkpoint, or a file of it is damaged, edited or missing
     */
    public static StoredRun open(Path folder, String consequence) {
        check(folder);
        Checkpoint checkpoint = Checkpoint.newestWhole(folder)
                .orElseThrow(() -> new RefusedException("Run %s has no checkpoint, so %s; start it again with run %s."
                        .formatted(folder, consequence, folder.resolve(RunFolder.RECIPE))));
        try {
            for (String name : ORIGINALS) {
                checkpoint.original(name).ifPresent(before -> compare(folder, name, before, checkpoint.file()));
            }
            byte[] request = checkpoint
                    .original(RunFolder.REQUEST)
                    .orElseThrow(() -> new RefusedException("Checkpoint %s holds no %s; start the run again."
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
     * @throws RefusedException where it is not
     */
    public static void check(Path folder) {
        if (!Files.exists(folder.resolve(RunFolder.REQUEST))
                && CheckpointFile.latest(folder).isEmpty()) {
            throw new RefusedException(
                    "%s is not the folder of a run that can go on: it has no %s; runs:list shows the runs there are."
                            .formatted(folder, RunFolder.REQUEST));
        }
    }

    private static void compare(Path folder, String name, byte[] before, CheckpointFile checkpoint) {
        Path file = folder.resolve(name);
        try {
            byte[] now = Files.readAllBytes(file);
            if (!Arrays.equals(before, now)) {
                throw new RefusedException(
                        "%s was edited or damaged since the run began: %s; put the file back as %s holds it, or start a new run from it."
                                .formatted(file, JsonDifference.words(before, now), checkpoint.name()));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; put the file back as %s holds it."
                            .formatted(file, FileProblem.words(file, e), checkpoint.name()),
                    e);
        }
    }
}

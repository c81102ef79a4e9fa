package org.clade.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.run.ForkOrigin;
import org.clade.api.sweep.TrialRequest;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.sweep.state.Trial;

/**
 * The checkpoints that trials continue from, copied into the sweep, so that it needs nothing else: the run may go on or go away.
 *
 * @param folders the folder of each within the sweep
 */
record ForkCopies(Map<ForkOrigin, String> folders) {

    /** The folder of the copies. */
    static final String FOLDER = "forks";

    private static final List<String> ORIGINALS = List.of("recipe.json", "request.json", "lock.json");

    /** {@return the copies that some trials need} */
    static ForkCopies of(List<TrialRequest> trials) {
        Map<ForkOrigin, String> folders = new LinkedHashMap<>();
        trials.forEach(trial -> trial.fork()
                .ifPresent(origin -> folders.computeIfAbsent(origin, each -> folder(each, folders.size() + 1))));
        return new ForkCopies(folders);
    }

    /** The name of the run is in it, because the runs of the sweep name this folder as their origin. */
    private static String folder(ForkOrigin origin, int number) {
        return String.format(
                Locale.ROOT, "%s/%04d-%s", FOLDER, number, Path.of(origin.run()).getFileName());
    }

    /** {@return the option of a trial that names its checkpoint} */
    List<String> option(TrialRequest trial) {
        return trial.fork()
                .map(origin -> List.of("--fork", Trial.SWEEP + folders.get(origin) + "@" + origin.epoch()))
                .orElse(List.of());
    }

    /** Copies all into the folder of a sweep. */
    void write(Path sweep) {
        folders.forEach((origin, folder) -> {
            Path run = Path.of(origin.run());
            ORIGINALS.forEach(
                    name -> copy(run.resolve(name), sweep.resolve(folder).resolve(name)));
            copy(run.resolve(origin.checkpoint()), sweep.resolve(folder).resolve(origin.checkpoint()));
        });
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            AtomicFile.write(to, out -> Files.copy(from, out));
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be copied to %s: %s; check both folders."
                            .formatted(from, to, FileProblem.words(from, e)),
                    e);
        }
    }
}

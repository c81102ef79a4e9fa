package org.clade.shell.command.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.shell.context.Context;

/**
 * Where assignments are written to, next to the folder of the prediction.
 *
 * @param context whose standard output is meant where there is no file
 * @param file the file; empty for standard output
 */
record CopyTarget(Context context, Optional<Path> file) {

    /**
     * A target.
     *
     * @param context what the command is run with
     * @param to a file, or - for standard output; null for none
     * @param json whether the command prints JSON
     * @return the target
     * @throws RefusedException where nothing can be written there
     */
    static Optional<CopyTarget> of(Context context, String to, boolean json) {
        if (to == null) {
            return Optional.empty();
        }
        if (to.equals("-")) {
            if (json) {
                throw new RefusedException(
                        "--json and --to - both take the standard output; give --to a file, or leave --json out.");
            }
            return Optional.of(new CopyTarget(context, Optional.empty()));
        }
        Path file = context.path(to).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw new RefusedException("--to names the folder %s; name a file in it.".formatted(file));
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new RefusedException(
                    "The folder %s of --to is not there; make it, or name another file.".formatted(file.getParent()));
        }
        return Optional.of(new CopyTarget(context, Optional.of(file)));
    }

    /** {@return whether it is the standard output} */
    boolean standardOutput() {
        return file.isEmpty();
    }

    /** Copies assignments. */
    void write(Path assignments) {
        try {
            if (file.isPresent()) {
                AtomicFile.write(file.get(), out -> Files.copy(assignments, out));
            } else {
                context.console().out().flush();
                try (Stream<String> lines = Files.lines(assignments)) {
                    lines.forEach(line -> context.console().out().print(line + "\n"));
                }
                context.console().out().flush();
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s.".formatted(assignments, FileProblem.words(assignments, e)), e);
        }
    }
}

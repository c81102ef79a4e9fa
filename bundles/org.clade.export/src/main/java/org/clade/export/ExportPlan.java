package org.clade.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileWriteException;

/**
 * Where the files of an export go.
 *
 * @param request the request
 */
record ExportPlan(ExportRequest request) {

    private static final String FOLDER = "exports";

    /** Refuses files that exist and are not to be replaced, before any work. */
    void check() {
        request.formats().stream().sorted().forEach(format -> files(format).stream()
                .filter(file -> !request.replace() && Files.exists(file))
                .findFirst()
                .ifPresent(file -> {
                    throw exists(file);
                }));
    }

    private static RefusedException exists(Path file) {
        return new RefusedException("%s exists; give another --out, or --force to replace it.".formatted(file));
    }

    /** {@return the files of a format, or the folder of the clusters' folders} */
    List<Path> files(ExportFormat format) {
        Path out = request.out().orElse(request.run().resolve(FOLDER));
        String name = format.files().get(0);
        boolean one = request.formats().size() == 1
                && format.files().size() == 1
                && name.contains(".")
                && out.toString().endsWith(name.substring(name.lastIndexOf('.')))
                && !Files.isDirectory(out);
        return one ? List.of(out) : format.files().stream().map(out::resolve).toList();
    }

    /** Writes a file, complete or not at all. */
    void write(Path file, AtomicFile.Content content) {
        try {
            if (request.replace()) {
                AtomicFile.replace(file, content);
            } else {
                AtomicFile.create(file, content);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }
}

package org.clade.api.export;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.FileMode;

/**
 * What to export.
 *
 * @param run the folder of the run
 * @param formats the formats, at least one
 * @param out the file, for one format with one file; otherwise the folder of the files; empty for {@code exports} in the run's folder
 * @param mode how images get into the folders of {@link ExportFormat#FOLDERS}
 * @param replace whether files that exist are replaced
 */
public record ExportRequest(Path run, Set<ExportFormat> formats, Optional<Path> out, FileMode mode, boolean replace) {

    /** Copies the formats. */
    public ExportRequest {
        formats = Set.copyOf(formats);
    }
}

package org.clade.api.data;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** Recognizes and reads one layout of image sets on disk. */
@ConsumerType
public interface DatasetReader extends Part {

    /**
     * Opens a folder if it has this reader's layout. It checks headers and sizes, but reads no images yet.
     *
     * @param folder an existing folder
     * @param split which images are wanted
     * @param settings the reader's options
     * @return the set, or empty if the folder has another layout
     * @throws org.clade.api.part.RefusedException if the folder has this layout but is incomplete: wrong magic number,
     *     wrong size, truncated file, empty class, missing split; the message names the file and what it should be
     */
    Optional<Dataset> open(Path folder, Split split, Settings settings);

    /**
     * Opens a file that holds a whole set, if it has this reader's form. Readers of folders need not implement it.
     *
     * @param file an existing file
     * @param split which images are wanted
     * @param settings the reader's options
     * @return the set, or empty if the file has another form
     * @throws org.clade.api.part.RefusedException as {@link #open} does
     */
    default Optional<Dataset> openFile(Path file, Split split, Settings settings) {
        return Optional.empty();
    }
}

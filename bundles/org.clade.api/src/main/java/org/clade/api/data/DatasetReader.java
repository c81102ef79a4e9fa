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
     * Opens a folder if it has this reader's layout. Headers and sizes are checked, images are not read yet.
     *
     * @param folder an existing folder
     * @param split which images are wanted
     * @param settings the reader's options
     * @return the set, or empty where the folder has another layout
     * @throws org.clade.api.part.RefusedException where the folder has this layout but is not whole: wrong magic, wrong
     *     size, truncated file, empty class, no such split; the sentence names file and expectation
     */
    Optional<Dataset> open(Path folder, Split split, Settings settings);
}

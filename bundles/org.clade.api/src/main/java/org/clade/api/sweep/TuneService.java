package org.clade.api.sweep;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Searches values of a recipe's keys by scores that need no labels, with successive halving. */
@ProviderType
public interface TuneService {

    /**
     * Checks all candidates and writes the folder of a search. If anything is refused, nothing is written.
     *
     * @param request the search
     * @throws org.clade.api.part.RefusedException if the variant, a key, a value or the data is refused, or the folder is not empty
     */
    void create(TuneRequest request);

    /**
     * Opens a search to work on it, at its beginning or where it was interrupted.
     *
     * @param folder its folder
     * @return the work, which has not begun
     * @throws org.clade.api.part.RefusedException if the folder holds no search, or if another build of Clade made it
     */
    TuneWorker open(Path folder);
}

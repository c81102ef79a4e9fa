package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.variant.VariantLattice;
import org.osgi.annotation.versioning.ProviderType;

/** Chooses combinations of a lattice to train, and keeps them in a folder that a sweep takes. */
@ProviderType
public interface LatticeService {

    /** The file that says which combination each recipe is. */
    String FILE = "lattice.json";

    /**
     * Chooses combinations that tell the main effects apart as well as possible: a D-optimal fraction.
     *
     * @param lattice the legal combinations
     * @param runs how many; all of them if there are no more
     * @return the choice, which always has the variant itself
     * @throws org.clade.api.part.RefusedException if that many cannot tell the effects apart
     */
    LatticeDesign choose(VariantLattice lattice, int runs);

    /**
     * Writes the recipes of a choice and {@value #FILE} into a new folder.
     *
     * @param design the choice
     * @param folder the folder
     * @throws org.clade.api.part.RefusedException if the folder is not empty
     */
    void write(LatticeDesign design, Path folder);

    /**
     * Lists the recipes of a folder.
     *
     * @param folder a folder of {@link #write}
     * @return the recipe files
     * @throws org.clade.api.part.RefusedException if its file is damaged
     */
    List<Path> recipes(Path folder);

    /**
     * Copies {@value #FILE} into the folder of the sweep that trains its recipes, for statistics.
     *
     * @param folder a folder of {@link #write}
     * @param sweep the folder of the sweep
     */
    void copy(Path folder, Path sweep);
}

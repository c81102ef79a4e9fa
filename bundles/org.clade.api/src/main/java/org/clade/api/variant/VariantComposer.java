package org.clade.api.variant;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.clade.api.part.PartKind;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Creates variants from others. A new variant is available at once; saved, as one complete file in the folder of
 * variants, it outlives the process. Shipped variants stay unchanged.
 */
@ProviderType
public interface VariantComposer {
    /**
     * Creates a variant from another. Its parts must be available and fit each other.
     *
     * @param from the variant to start from
     * @param name the name of the new variant, not in use yet
     * @param edit the changes
     * @return the new variant's recipe
     * @throws org.clade.api.part.RefusedException if a name, key, part or value is unknown (the message gives the
     *     nearest), the name is in use, or the parts do not fit
     */
    Recipe derive(Recipe from, String name, VariantEdit edit);

    /**
     * Changes a variant of the user's own.
     *
     * @param name its name
     * @param edit the changes
     * @return its recipe
     * @throws org.clade.api.part.RefusedException as {@link #derive}, or if it is a shipped variant
     */
    Recipe change(String name, VariantEdit edit);

    /**
     * Writes a variant of the user's own into the folder of variants.
     *
     * @param name its name
     * @return the file
     * @throws org.clade.api.part.RefusedException if it is a shipped variant, or another process has written the file since
     */
    Path save(String name);

    /**
     * Removes a variant of the user's own, and its file if it has one.
     *
     * @param name its name
     * @throws org.clade.api.part.RefusedException if it is a shipped variant, or the name is unknown
     */
    void delete(String name);

    /**
     * Writes a variant as a complete recipe file to any place.
     *
     * @param recipe the variant
     * @param file the target; written to a temporary file and renamed
     * @param overwrite whether to replace an existing file
     * @throws org.clade.api.part.RefusedException if the file exists and {@code overwrite} is false, or if it cannot be written
     */
    void export(Recipe recipe, Path file, boolean overwrite);

    /**
     * Compares two variants without their titles, methods and readings.
     *
     * @param left a variant
     * @param right another one
     * @return the differences, in the order of the keys
     */
    List<VariantDifference> diff(Recipe left, Recipe right);

    /**
     * Checks that a variant's parts fit each other, on images of three channels in the variant's size.
     *
     * @param name a variant's name
     * @throws org.clade.api.part.RefusedException for the first misfit; the message names both sides and a remedy
     */
    void check(String name);

    /**
     * Finds every legal combination of a variant's parts: each loss, stage and operation on or off, and each part that a recipe names once
     * in place of the others of its kind. A combination is legal if {@link #derive} would take it.
     *
     * @param from the variant
     * @param kinds the kinds of parts that change
     * @param except names of factors that do not change
     * @param most the greatest number of combinations to look at
     * @return the combinations
     * @throws org.clade.api.part.RefusedException if there are more, if nothing can change, or if a name is unknown
     */
    VariantLattice lattice(Recipe from, Set<PartKind> kinds, Set<String> except, int most);

    /** {@return the keys of a variant's configuration, in reading order} */
    List<VariantKey> keys();
}

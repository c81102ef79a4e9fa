package org.clade.api.variant;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Composes variants out of others. What it makes is configured at once and can be listed and run; it outlives the process
 * when it is saved, as one complete file in the folder of variants. Shipped variants stay as they are.
 */
@ProviderType
public interface VariantComposer {
    /**
     * Makes a variant out of another. Its parts must be there and fit each other.
     *
     * @param from what to start from
     * @param name the new variant's name, which nobody has yet
     * @param edit what is to be different
     * @return the new variant's recipe
     * @throws org.clade.api.part.RefusedException where a name, key, part or value is unknown (with the nearest), the name
     *     is taken, or the parts do not fit
     */
    Recipe derive(Recipe from, String name, VariantEdit edit);

    /**
     * Changes a variant of the user's own.
     *
     * @param name its name
     * @param edit what is to be different
     * @return its recipe
     * @throws org.clade.api.part.RefusedException as {@link #derive}, or where it is a shipped one
     */
    Recipe change(String name, VariantEdit edit);

    /**
     * Writes a variant of the user's own into the folder of variants.
     *
     * @param name its name
     * @return the file
     * @throws org.clade.api.part.RefusedException where it is a shipped one, or somebody else has written the file since
     */
    Path save(String name);

    /**
     * Removes a variant of the user's own, and its file if it has one.
     *
     * @param name its name
     * @throws org.clade.api.part.RefusedException where it is a shipped one, or there is none of that name
     */
    void delete(String name);

    /**
     * Writes a variant as a complete recipe file anywhere.
     *
     * @param recipe the variant
     * @param file where to; written aside and renamed
     * @param overwrite whether a file that is there already may go
     * @throws org.clade.api.part.RefusedException where the file is there already and is to stay, or cannot be written
     */
    void export(Recipe recipe, Path file, boolean overwrite);

    /**
     * Compares what two variants do; their titles, methods and readings do not count.
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
     * @throws org.clade.api.part.RefusedException naming both sides of the first misfit and the way out
     */
    void check(String name);

    /** {@return the keys of a variant's configuration, in the order in which recipes are best read} */
    List<VariantKey> keys();
}

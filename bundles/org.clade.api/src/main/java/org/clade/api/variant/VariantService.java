package org.clade.api.variant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Finds, explains and composes variants. */
@ProviderType
public interface VariantService {

    /**
     * The {@code osgi.condition.id} of the condition that is registered while every variant is up that has its parts: those whose
     * recipes started bundles carry, and those in the folder {@code etc/variants}.
     */
    String READY = "org.clade.variants.ready";

    /** {@return all configured variants by name, available or not} */
    List<VariantStatus> list();

    /**
     * What a variant is made of, whether or not its parts are there.
     *
     * @param nameOrFile a variant's name, or the path of a recipe file such as a run's {@code recipe.json}
     * @return the recipe
     * @throws org.clade.api.part.RefusedException where there is none of that name, or the file is not a recipe
     */
    Recipe recipe(String nameOrFile);

    /**
     * Takes a variant into use, changed as asked for.
     *
     * @param nameOrFile a variant's name, or the path of a recipe file
     * @param changes keys of the configuration and their new values, as in {@link VariantEdit#set()}
     * @return the variant, to be closed after use
     * @throws org.clade.api.part.RefusedException where a name, key or value is wrong, or a part is missing
     */
    VariantLease use(String nameOrFile, Map<String, String> changes);

    /**
     * Writes a recipe as a file that reproduces it.
     *
     * @param recipe what to write
     * @param file where to; written aside and renamed
     */
    void write(Recipe recipe, Path file);
}

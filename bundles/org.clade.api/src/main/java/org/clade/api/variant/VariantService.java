package org.clade.api.variant;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Finds, explains and composes variants. */
@ProviderType
public interface VariantService {

    /**
     * The {@code osgi.condition.id} of the condition that is registered while every variant is available whose parts
     * are: variants of started bundles and of the folder {@code etc/variants}.
     */
    String READY = "org.clade.variants.ready";

    /** {@return all configured variants by name, available or not} */
    List<VariantStatus> list();

    /**
     * The recipe of a variant, even if parts are missing.
     *
     * @param nameOrFile a variant's name, or the path of a recipe file such as a run's {@code recipe.json}
     * @return the recipe
     * @throws org.clade.api.part.RefusedException if the name is unknown, or the file is not a recipe
     */
    Recipe recipe(String nameOrFile);

    /**
     * Opens a variant for use, with changes.
     *
     * @param nameOrFile a variant's name, or the path of a recipe file
     * @param changes keys of the configuration and their new values, as in {@link VariantEdit#set()}
     * @return the variant; close it after use
     * @throws org.clade.api.part.RefusedException if a name, key or value is wrong, or a part is missing
     */
    VariantLease use(String nameOrFile, Map<String, String> changes);

    /**
     * Writes a recipe as a file that reproduces it.
     *
     * @param recipe what to write
     * @param file the target; written to a temporary file and renamed
     */
    void write(Recipe recipe, Path file);
}

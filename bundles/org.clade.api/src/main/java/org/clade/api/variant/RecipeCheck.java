package org.clade.api.variant;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the recipes that a bundle carries before the OSGi Configurator does, which would pass over a wrong one in silence. */
@ProviderType
public interface RecipeCheck {

    /**
     * Checks a file of a bundle's folder {@code OSGI-INF/configurator}. Parts that are not there are no fault of it.
     *
     * @param text what stands in the file
     * @param called what messages call the file
     * @return the names of the variants in it; none where it configures something else
     * @throws org.clade.api.part.RefusedException naming the line, where it is not JSON or a key or value of a variant is wrong
     */
    Set<String> variants(String text, String called);
}

package org.clade.api.variant;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Checks the recipes in a bundle before they become variants. */
@ProviderType
public interface RecipeCheck {

    /**
     * Checks a file of a bundle's folder {@code OSGI-INF/configurator}. Missing parts are no error.
     *
     * @param text the content of the file
     * @param called the file's name in messages
     * @return the names of its variants; none if it configures something else
     * @throws org.clade.api.part.RefusedException if it is not JSON or a key or value of a variant is wrong; the message gives the line
     */
    Set<String> variants(String text, String called);
}

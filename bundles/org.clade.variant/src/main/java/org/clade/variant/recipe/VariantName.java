package org.clade.variant.recipe;

import java.util.Collection;
import java.util.Optional;
import org.clade.api.part.NameCheck;
import org.clade.api.part.RefusedException;

/** Checks the name of a variant, which must be valid as a file name, a PID and a folder name. */
public final class VariantName {
    private static final String RECIPE_FILE = ".json";

    private VariantName() {}

    /** Refuses an invalid name. */
    public static void check(String name) {
        NameCheck.check("variant", name);
        if (NameCheck.caseless(name).endsWith(RECIPE_FILE)) {
            throw new RefusedException("“%s” cannot be the name of a variant: it ends like a recipe file; leave %s out."
                    .formatted(name, RECIPE_FILE));
        }
    }

    /** {@return a name that differs from a new one only in case, which some file systems treat as the same} */
    public static Optional<String> sameButForCase(String name, Collection<String> known) {
        return known.stream()
                .filter(other ->
                        !other.equals(name) && NameCheck.caseless(other).equals(NameCheck.caseless(name)))
                .findFirst();
    }
}

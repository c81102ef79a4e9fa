package org.clade.variant.recipe;

import java.util.Collection;
import java.util.Optional;
import org.clade.api.part.NameCheck;
import org.clade.api.part.RefusedException;

/** What a variant may be called: what can stand in a file's name, a configuration's PID and a run's folder alike. */
public final class VariantName {
    private static final String RECIPE_FILE = ".json";

    private VariantName() {}

    /** Refuses what cannot be a name. */
    public static void check(String name) {
        NameCheck.check("variant", name);
        if (NameCheck.caseless(name).endsWith(RECIPE_FILE)) {
            throw new RefusedException("“%s” cannot be the name of a variant: it ends like a recipe file; leave %s out."
                    .formatted(name, RECIPE_FILE));
        }
    }

    /** {@return the name that differs from a new one in case only, which some file systems do not tell apart} */
    public static Optional<String> sameButForCase(String name, Collection<String> known) {
        return known.stream()
                .filter(other ->
                        !other.equals(name) && NameCheck.caseless(other).equals(NameCheck.caseless(name)))
                .findFirst();
    }
}

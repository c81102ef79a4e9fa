package org.clade.variant;

import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/** What a variant may be called: what can stand in a file's name, a configuration's PID and a run's folder alike. */
final class VariantName {
    /** The form of a name. */
    static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private VariantName() {}

    /** Refuses what cannot be a name. */
    static void check(String name) {
        if (!PATTERN.matcher(name).matches() || name.endsWith(".json")) {
            throw new RefusedException(
                    "“%s” cannot be a variant's name; take letters, digits, dots, dashes and underscores, as in my-variant."
                            .formatted(name));
        }
    }
}

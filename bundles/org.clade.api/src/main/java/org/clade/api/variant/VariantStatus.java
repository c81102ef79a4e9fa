package org.clade.api.variant;

import java.util.List;

/**
 * A variant and whether it can be used now.
 *
 * @param name its name
 * @param title one line
 * @param method its method
 * @param source {@code reference}, {@code paper} or {@code own}
 * @param available whether all parts are available
 * @param missing one sentence for each missing part
 * @param origin where it comes from
 */
public record VariantStatus(
        String name,
        String title,
        String method,
        String source,
        boolean available,
        List<String> missing,
        Origin origin) {

    /** Where a variant comes from, and whether it outlives the process. */
    public enum Origin {
        /** From a bundle; it cannot be changed. */
        SHIPPED,
        /** A file in the folder of variants. */
        SAVED,
        /** A file in the folder of variants, with unsaved changes in this process. */
        CHANGED,
        /** Derived in this process and not saved. */
        UNSAVED,
        /** A file in the folder of variants that Clade refuses. */
        REFUSED
    }

    /** Copies the list. */
    public VariantStatus {
        missing = List.copyOf(missing);
    }
}

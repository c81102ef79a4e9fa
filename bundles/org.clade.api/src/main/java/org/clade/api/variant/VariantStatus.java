package org.clade.api.variant;

import java.util.List;

/**
 * A variant and whether it can be used now.
 *
 * @param name its name
 * @param title one line
 * @param method its method
 * @param reading {@code reference}, {@code paper} or {@code own}
 * @param available whether all parts are there
 * @param missing one sentence for each thing that is missing
 */
public record VariantStatus(
        String name, String title, String method, String reading, boolean available, List<String> missing) {

    /** Copies the list. */
    public VariantStatus {
        missing = List.copyOf(missing);
    }
}

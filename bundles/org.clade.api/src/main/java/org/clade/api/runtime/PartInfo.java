package org.clade.api.runtime;

import java.util.List;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;

/**
 * An available part.
 *
 * @param id its id
 * @param kind its kind
 * @param summary one sentence
 * @param bundle the symbolic name of its bundle
 * @param version the bundle's version
 * @param origin where the bundle came from: {@code product}, {@code deploy/<jar>}, or its location
 * @param state the bundle's state, normally {@code ACTIVE}
 * @param options its options
 */
public record PartInfo(
        String id,
        PartKind kind,
        String summary,
        String bundle,
        String version,
        String origin,
        String state,
        List<Option<?>> options) {

    /** Copies the options. */
    public PartInfo {
        options = List.copyOf(options);
    }
}

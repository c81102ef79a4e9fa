package org.clade.api.variant;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A variant in use; a composed one exists until it is closed. */
@ProviderType
public interface VariantLease extends AutoCloseable {

    /** {@return the variant} */
    Variant variant();

    /**
     * The current variant. It disappears when one of its parts does; when the part or a replacement comes, there is a
     * new variant of the same recipe. A caller may keep using the old one.
     *
     * @return the variant; empty while one of its parts is missing
     */
    default Optional<Variant> present() {
        return Optional.of(variant());
    }

    /** Ends the use. */
    @Override
    void close();
}

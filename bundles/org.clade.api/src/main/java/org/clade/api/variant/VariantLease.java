package org.clade.api.variant;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A variant in use; a composed one exists until it is closed. */
@ProviderType
public interface VariantLease extends AutoCloseable {

    /** {@return the variant} */
    Variant variant();

    /**
     * The variant as it is there now. When one of its parts goes, it goes; when the part comes back or another comes in its
     * place, there is another variant of the same recipe. Whoever holds the old one may go on with it.
     *
     * @return the variant, nothing while one of its parts is missing
     */
    default Optional<Variant> present() {
        return Optional.of(variant());
    }

    /** Ends the use. */
    @Override
    void close();
}

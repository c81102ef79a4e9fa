package org.clade.api.variant;

/** A variant in use; a composed one exists until it is closed. */
public interface VariantUse extends AutoCloseable {

    /** {@return the variant} */
    Variant variant();

    /** Ends the use. */
    @Override
    void close();
}

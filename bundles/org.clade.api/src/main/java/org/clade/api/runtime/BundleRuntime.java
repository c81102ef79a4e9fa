package org.clade.api.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and stops bundles of parts while everything else continues. */
@ProviderType
public interface BundleRuntime {
    /** {@return all bundles without fragments, by name} */
    List<BundleInfo> bundles();

    /**
     * Starts a bundle; variants that need its parts become available.
     *
     * @param nameOrId its symbolic name or its number
     * @return the bundle afterwards
     * @throws org.clade.api.part.RefusedException if the name is unknown (the message gives the nearest), or if the bundle cannot start
     */
    BundleInfo start(String nameOrId);

    /**
     * Stops a bundle; variants that need its parts are unavailable until it starts again.
     *
     * @param nameOrId its symbolic name or its number
     * @return the bundle afterwards
     * @throws org.clade.api.part.RefusedException if the name is unknown (the message gives the nearest), or if the bundle has no parts
     */
    BundleInfo stop(String nameOrId);
}

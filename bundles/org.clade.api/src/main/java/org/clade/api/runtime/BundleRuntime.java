package org.clade.api.runtime;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and stops bundles of parts while everything else goes on. */
@ProviderType
public interface BundleRuntime {
    /** {@return all bundles, fragments left out, by name} */
    List<BundleInfo> bundles();

    /**
     * Starts a bundle; the variants that waited for it come back.
     *
     * @param nameOrId its symbolic name or its number
     * @return the bundle as it is then
     * @throws org.clade.api.part.RefusedException where there is none (with the nearest), or it cannot be started
     */
    BundleInfo start(String nameOrId);

    /**
     * Stops a bundle; the variants that need its parts go until it is started again.
     *
     * @param nameOrId its symbolic name or its number
     * @return the bundle as it is then
     * @throws org.clade.api.part.RefusedException where there is none (with the nearest), or it brings no parts
     */
    BundleInfo stop(String nameOrId);
}

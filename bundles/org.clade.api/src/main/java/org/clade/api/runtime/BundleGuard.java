package org.clade.api.runtime;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/** Protects the bundles that must not change during the process. Ask it before you change a bundle. */
@ProviderType
public interface BundleGuard {

    /** A change of a bundle. */
    enum Change {
        /** It stops. */
        STOP,
        /** Its content is replaced. */
        UPDATE,
        /** It is removed. */
        UNINSTALL,
        /** The framework resolves it again, with all bundles that use its packages. */
        REFRESH
    }

    /**
     * Checks a change.
     *
     * @param change the change
     * @param bundles the ids of the bundles; with {@link Change#REFRESH} an empty list means all that wait for it
     * @throws org.clade.api.part.RefusedException if it would affect a protected bundle
     */
    void check(Change change, Collection<Long> bundles);
}

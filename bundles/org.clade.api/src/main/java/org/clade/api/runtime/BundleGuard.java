package org.clade.api.runtime;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/** Knows which bundles must stay as they are while the process lives. Whoever changes bundles asks it first. */
@ProviderType
public interface BundleGuard {

    /** What is done to a bundle. */
    enum Change {
        /** It is stopped. */
        STOP,
        /** Its content is replaced. */
        UPDATE,
        /** It is removed. */
        UNINSTALL,
        /** It is wired anew, and with it all that use its packages. */
        REFRESH
    }

    /**
     * Checks a change.
     *
     * @param change what is to be done
     * @param bundles the ids of the bundles; with {@link Change#REFRESH} none stands for all that wait for it
     * @throws org.clade.api.part.RefusedException where it would reach a bundle that must stay; nothing has happened then
     */
    void check(Change change, Collection<Long> bundles);
}

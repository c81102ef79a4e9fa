package org.clade.api.members;

import org.osgi.annotation.versioning.ProviderType;

/** The member that this process is. */
@ProviderType
public interface LocalMember {

    /** {@return the name of its cluster} */
    String cluster();

    /** {@return where it listens, {@code host:port}} */
    String address();

    /** {@return how many members the cluster has} */
    int members();

    /** Waits until it has left. */
    void await() throws InterruptedException;

    /** Ends its work, which other members then take over, and leaves. */
    void leave();
}

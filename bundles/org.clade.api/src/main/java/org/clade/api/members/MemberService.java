package org.clade.api.members;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes this process a member of a cluster, or lets it hand work to one. There is neither encryption nor authentication: anyone who reaches a
 * member can have it compute and can read what it computes, so members belong into a trusted network.
 */
@ProviderType
public interface MemberService {

    /**
     * Starts a cluster with this process as its first member.
     *
     * @param request how
     * @param listener is told what happens, on threads of the member
     * @return the member, which works already
     * @throws org.clade.api.part.RefusedException if the address cannot be used or is in use, or if this process is a member already
     */
    LocalMember start(MemberRequest request, MemberListener listener);

    /**
     * Joins a cluster.
     *
     * @param request how
     * @param address a member of the cluster, {@code host}, {@code host:port} or {@code cluster@host:port}
     * @param listener is told what happens, on threads of the member
     * @return the member, which works already
     * @throws org.clade.api.part.RefusedException as {@link #start}, and if no member answers at the address, if it is one of another
     *     cluster or of another build of Clade
     */
    LocalMember join(MemberRequest request, String address, MemberListener listener);

    /** {@return the member that this process is} */
    Optional<LocalMember> member();

    /**
     * Looks at a cluster.
     *
     * @param address as for {@link #join}; empty for the member of this process, or else for the default port of this machine
     * @return its members and their work
     * @throws org.clade.api.part.RefusedException if no member answers, or if it is one of another cluster
     */
    MembersReport report(Optional<String> address);

    /**
     * Connects to a cluster to hand it work.
     *
     * @param address as for {@link #report}
     * @return the connection, to be closed
     * @throws org.clade.api.part.RefusedException if no member answers, if it is one of another cluster or of another build of Clade
     */
    WorkQueue connect(Optional<String> address);
}

package org.clade.api.members;

/**
 * How this process becomes a member.
 *
 * @param cluster the name of the cluster; processes of other clusters are refused
 * @param bind the address of this machine that the member listens at, such as {@code 127.0.0.1}
 * @param port its port
 * @param jobs work items at once, each a process of its own; 0 for as many as the processors allow
 */
public record MemberRequest(String cluster, String bind, int port, int jobs) {

    /** The name of a cluster, unless another is given. */
    public static final String CLUSTER = "clade";

    /** The address, unless another is given: only processes of this machine can join. */
    public static final String LOOPBACK = "127.0.0.1";

    /** The port, unless another is given. */
    public static final int PORT = 5701;
}

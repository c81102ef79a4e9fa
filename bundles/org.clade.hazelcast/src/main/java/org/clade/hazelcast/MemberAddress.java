package org.clade.hazelcast;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.members.MemberRequest;
import org.clade.api.part.RefusedException;

/**
 * Where a member listens, as a user writes it.
 *
 * @param cluster the name of its cluster
 * @param host its machine
 * @param port its port
 */
record MemberAddress(String cluster, String host, int port) {

    private static final Pattern WRITTEN = Pattern.compile("(?:([\\w.-]+)@)?([^:@\\s]+)(?::([0-9]{1,5}))?");
    private static final int MOST_PORT = 65_535;

    /**
     * Reads an address.
     *
     * @param text {@code host}, {@code host:port} or {@code cluster@host:port}
     * @param cluster the name of the cluster if there is none in the text
     * @return the address
     * @throws RefusedException if it is none
     */
    static MemberAddress of(String text, String cluster) {
        Matcher written = WRITTEN.matcher(text.strip());
        int port = !written.matches()
                ? 0
                : written.group(3) == null ? MemberRequest.PORT : Integer.parseInt(written.group(3));
        if (port < 1 || port > MOST_PORT) {
            throw new RefusedException(
                    "“%s” is no address of a member; write host:port, such as 127.0.0.1:%s, or cluster@host:port."
                            .formatted(text, MemberRequest.PORT));
        }
        return new MemberAddress(written.group(1) == null ? cluster : written.group(1), written.group(2), port);
    }

    /** {@return the place in the network} */
    InetSocketAddress place() {
        return new InetSocketAddress(host, port);
    }

    /** {@return {@code host:port}} */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

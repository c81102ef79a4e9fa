package org.clade.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import org.clade.api.members.MemberRequest;
import org.clade.api.part.RefusedException;

/** Connects to members, and says in a sentence why that cannot be. */
final class MemberConnections {

    private static final int REACH_MILLIS = 5_000;
    private static final int MOST_PORT = 65_535;

    private MemberConnections() {}

    /**
     * Checks that this machine can listen at an address.
     *
     * @throws RefusedException if it cannot
     */
    static void checkFree(MemberRequest request) {
        try {
            InetAddress own = InetAddress.getByName(request.bind());
            if (own.isAnyLocalAddress() || NetworkInterface.getByInetAddress(own) == null) {
                throw new RefusedException(
                        "--bind %s is no address of this machine; name one of them, such as 127.0.0.1 for processes of this machine only."
                                .formatted(request.bind()));
            }
            if (request.port() < 1 || request.port() > MOST_PORT) {
                throw new RefusedException(
                        "--port %s is no port; give a number from 1 to 65535.".formatted(request.port()));
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(own, request.port()));
            }
        } catch (UnknownHostException e) {
            throw new RefusedException(
                    "--bind %s is no address; give one of this machine, such as 127.0.0.1.".formatted(request.bind()),
                    e);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s:%s cannot be used: %s; another process listens there, so give another --port."
                            .formatted(request.bind(), request.port(), e.getMessage()),
                    e);
        }
    }

    /**
     * Connects without computing.
     *
     * @param address a member
     * @param seconds how long it seeks a connection, at first and after each loss
     * @return the connection
     * @throws RefusedException if no member of the cluster answers there
     */
    static HazelcastInstance connect(MemberAddress address, int seconds) {
        reach(address);
        try {
            return HazelcastClient.newHazelcastClient(HazelcastSettings.client(address, seconds));
        } catch (IllegalStateException e) {
            throw new RefusedException(
                    "What answers at %s is no member of the cluster “%s”; write cluster@host:port if that cluster has another name, or give the address of another member."
                            .formatted(address, address.cluster()),
                    e);
        }
    }

    private static void reach(MemberAddress address) {
        InetSocketAddress place = address.place();
        if (place.isUnresolved()) {
            throw new RefusedException(
                    "There is no machine “%s”; give host:port of a member.".formatted(place.getHostString()));
        }
        try (Socket socket = new Socket()) {
            socket.connect(place, REACH_MILLIS);
        } catch (ConnectException e) {
            throw new RefusedException(
                    "No member listens at %s; start one there with cluster:start, or give the address of another one."
                            .formatted(address),
                    e);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be reached: %s; give the address of a member.".formatted(address, e.getMessage()), e);
        }
    }

    /**
     * Checks that the members of a cluster are of this build of Clade.
     *
     * @param connection a connection to the cluster
     * @param build this build
     * @throws RefusedException if one is of another
     */
    static void checkBuild(HazelcastInstance connection, String build) {
        for (Member member : connection.getCluster().getMembers()) {
            String theirs = member.getAttribute(HazelcastSettings.BUILD);
            if (!build.equals(theirs)) {
                throw new RefusedException(
                        "The member at %s:%s is build %s of Clade, and this is build %s; take the same build everywhere, since results could differ."
                                .formatted(
                                        member.getAddress().getHost(),
                                        member.getAddress().getPort(),
                                        theirs,
                                        build));
            }
        }
    }
}

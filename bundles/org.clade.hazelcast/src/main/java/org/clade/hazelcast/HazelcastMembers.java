package org.clade.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.clade.api.members.LocalMember;
import org.clade.api.members.MemberListener;
import org.clade.api.members.MemberRequest;
import org.clade.api.members.MemberService;
import org.clade.api.members.MembersReport;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.base.product.BuildFingerprint;
import org.clade.hazelcast.work.BoardQueue;
import org.clade.hazelcast.work.MemberWorker;
import org.clade.hazelcast.work.WorkBoard;
import org.clade.hazelcast.work.WorkFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Members by Hazelcast. */
@Component
public final class HazelcastMembers implements MemberService {

    /** How long a connection is sought for a look, in seconds. */
    private static final int LOOK_SECONDS = 5;

    /** How long a connection for work is sought again after its loss, in seconds. */
    private static final int WORK_SECONDS = 120;

    private final Path home;
    private final String build;
    private RunningMember member;

    /** Made by Declarative Services. */
    @Activate
    public HazelcastMembers(BundleContext context) {
        this(Path.of(context.getProperty("clade.home")));
    }

    /**
     * A service.
     *
     * @param home the folder of the product
     */
    HazelcastMembers(Path home) {
        this.home = home;
        this.build = BuildFingerprint.of(home);
    }

    @Override
    public LocalMember start(MemberRequest request, MemberListener listener) {
        return begin(request, Optional.empty(), listener);
    }

    @Override
    public LocalMember join(MemberRequest request, String address, MemberListener listener) {
        MemberAddress target = MemberAddress.of(address, request.cluster());
        prepare();
        HazelcastInstance probe = MemberConnections.connect(target, LOOK_SECONDS);
        try {
            MemberConnections.checkBuild(probe, build);
        } finally {
            probe.shutdown();
        }
        return begin(
                new MemberRequest(target.cluster(), request.bind(), request.port(), request.jobs()),
                Optional.of(target),
                listener);
    }

    private synchronized LocalMember begin(
            MemberRequest request, Optional<MemberAddress> target, MemberListener listener) {
        if (member != null) {
            throw new RefusedException(
                    "This process is a member of the cluster “%s” already; leave it with cluster:leave."
                            .formatted(member.cluster()));
        }
        prepare();
        MemberConnections.checkFree(request);
        String address = request.bind() + ":" + request.port();
        MemberWorker.Member self = new MemberWorker.Member(
                UUID.randomUUID().toString(),
                address,
                hostName(),
                Runtime.getRuntime().availableProcessors(),
                request.jobs());
        Config config = HazelcastSettings.member(
                request,
                build,
                target,
                Map.of(
                        BoardQueue.ID, self.id(),
                        BoardQueue.HOST, self.host(),
                        BoardQueue.PROCESSORS, String.valueOf(self.processors()),
                        BoardQueue.JOBS, String.valueOf(self.jobs())));
        HazelcastInstance hazelcast = started(config, address);
        if (target.isPresent() && hazelcast.getCluster().getMembers().size() < 2) {
            hazelcast.shutdown();
            throw new RefusedException(
                    "%s did not take this member in; look at that member's messages, and whether it can reach %s."
                            .formatted(target.get(), address));
        }
        MemberWorker worker = new MemberWorker(new WorkBoard(hazelcast), self, home, WorkFolder.make(), listener);
        member = new RunningMember(hazelcast, address, worker, listener, this::forget);
        return member;
    }

    private synchronized void forget() {
        member = null;
    }

    private static HazelcastInstance started(Config config, String address) {
        try {
            return Hazelcast.newHazelcastInstance(config);
        } catch (HazelcastException | IllegalStateException e) {
            throw new RefusedException(
                    "No member can listen at %s: %s.".formatted(address, String.valueOf(e.getMessage())), e);
        }
    }

    /** Hazelcast reads these once, so they must be set before its first class is used. */
    private static void prepare() {
        System.setProperty(HazelcastLog.PROPERTY, HazelcastLog.class.getName());
        System.setProperty("hazelcast.phone.home.enabled", "false");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public synchronized Optional<LocalMember> member() {
        return Optional.ofNullable(member);
    }

    @Override
    public MembersReport report(Optional<String> address) {
        try (Connection connection = connection(address, LOOK_SECONDS)) {
            WorkBoard board = new WorkBoard(connection.hazelcast());
            Map<String, List<String>> work = board.work();
            return new MembersReport(
                    connection.cluster(),
                    board.members().stream().map(each -> of(each, work)).toList(),
                    List.copyOf(board.jobs().values()));
        }
    }

    private static MembersReport.MemberReport of(Member each, Map<String, List<String>> work) {
        return new MembersReport.MemberReport(
                BoardQueue.address(each),
                each.getAttribute(BoardQueue.HOST),
                Integer.parseInt(each.getAttribute(BoardQueue.PROCESSORS)),
                work.getOrDefault(each.getAttribute(BoardQueue.ID), List.of()));
    }

    @Override
    public WorkQueue connect(Optional<String> address) {
        // A connection that seeks long would also seek long where there is nothing to be found.
        try (Connection look = connection(address, LOOK_SECONDS)) {
            MemberConnections.checkBuild(look.hazelcast(), build);
        }
        Connection connection = connection(address, WORK_SECONDS);
        return new BoardQueue(connection.hazelcast(), connection::close, Duration.ofSeconds(WORK_SECONDS));
    }

    private Connection connection(Optional<String> address, int seconds) {
        RunningMember own;
        synchronized (this) {
            own = member;
        }
        if (address.isEmpty() && own != null) {
            return new Connection(own.hazelcast(), own.cluster(), false);
        }
        prepare();
        MemberAddress target = MemberAddress.of(address.orElse(MemberRequest.LOOPBACK), MemberRequest.CLUSTER);
        return new Connection(MemberConnections.connect(target, seconds), target.cluster(), true);
    }

    /**
     * A connection to a cluster.
     *
     * @param hazelcast the member of this process, or a client
     * @param cluster the name of the cluster
     * @param own whether closing ends it
     */
    private record Connection(HazelcastInstance hazelcast, String cluster, boolean own) implements AutoCloseable {

        @Override
        public void close() {
            if (own) {
                hazelcast.shutdown();
            }
        }
    }

    /** Leaves, since Hazelcast's threads would stay without their classes. */
    @Deactivate
    void close() {
        RunningMember own;
        synchronized (this) {
            own = member;
        }
        if (own != null) {
            own.leave();
        }
    }
}

package org.clade.hazelcast;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.clade.api.members.LocalMember;
import org.clade.api.members.MemberListener;
import org.clade.base.thread.SerialWorker;
import org.clade.hazelcast.work.BoardQueue;
import org.clade.hazelcast.work.MemberWorker;
import org.clade.hazelcast.work.WorkBoard;

/** The member that this process is, with its thread of work. */
final class RunningMember implements LocalMember {

    private static final long LEAVE_SECONDS = 60;

    private final HazelcastInstance hazelcast;
    private final MemberWorker worker;
    private final Thread thread;
    private final SerialWorker events = new SerialWorker("clade-members");
    private final CountDownLatch left = new CountDownLatch(1);
    private final String address;
    private final Runnable gone;

    /**
     * A member that works from now on.
     *
     * @param hazelcast the member
     * @param address where it listens
     * @param worker its work
     * @param listener is told of other members
     * @param gone is called when it has left
     */
    RunningMember(
            HazelcastInstance hazelcast, String address, MemberWorker worker, MemberListener listener, Runnable gone) {
        this.gone = gone;
        this.hazelcast = hazelcast;
        this.address = address;
        this.worker = worker;
        hazelcast.getCluster().addMembershipListener(new Others(listener));
        thread = new Thread(worker, "clade-member");
        thread.setDaemon(true);
        thread.start();
    }

    /** Other members. */
    private final class Others implements MembershipListener {

        private final MemberListener listener;

        Others(MemberListener listener) {
            this.listener = listener;
        }

        @Override
        public void memberAdded(MembershipEvent event) {
            listener.joined(
                    BoardQueue.address(event.getMember()), event.getMembers().size());
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            listener.left(
                    BoardQueue.address(event.getMember()), event.getMembers().size());
            String id = event.getMember().getAttribute(BoardQueue.ID);
            events.execute(() -> {
                try {
                    new WorkBoard(hazelcast).releaseAll(id);
                } catch (HazelcastInstanceNotActiveException e) {
                    return; // this member leaves too; the claims expire by themselves
                }
            });
        }
    }

    HazelcastInstance hazelcast() {
        return hazelcast;
    }

    @Override
    public String cluster() {
        return hazelcast.getConfig().getClusterName();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int members() {
        return hazelcast.getCluster().getMembers().size();
    }

    @Override
    public void await() throws InterruptedException {
        left.await();
    }

    @Override
    public void leave() {
        if (left.getCount() == 0) {
            return;
        }
        worker.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LEAVE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        events.close();
        hazelcast.shutdown();
        gone.run();
        left.countDown();
    }
}

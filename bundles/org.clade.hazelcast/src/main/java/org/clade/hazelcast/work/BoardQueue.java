package org.clade.hazelcast.work;

import com.google.gson.Gson;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.io.FileUtils;
import org.clade.api.members.MemberListener;
import org.clade.api.members.MembersLostException;
import org.clade.api.members.MembersReport;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.clade.api.members.WorkQueue;

/** Hands work to a cluster. While the cluster cannot be reached it says that nothing has changed, for some time. */
public final class BoardQueue implements WorkQueue {

    /** The attribute of members with the name of their machine. */
    public static final String HOST = "clade.host";

    /** The attribute of members with the processors of their machine. */
    public static final String PROCESSORS = "clade.processors";

    /** The attribute of members with the items that they compute at once, 0 for as many as fit. */
    public static final String JOBS = "clade.jobs";

    /** The attribute of members with their ids. */
    public static final String ID = "clade.id";

    private static final Gson GSON = new Gson();
    private static final long LOOK_NANOS = 300_000_000L;

    private final HazelcastInstance hazelcast;
    private final WorkBoard board;
    private final Runnable closing;
    private final Duration patience;
    private final Set<String> taken = new HashSet<>();
    private Set<String> ended = Set.of();
    private Set<String> known = Set.of();
    private long looked;
    private long lost;

    /**
     * A connection.
     *
     * @param hazelcast the connection
     * @param closing closes it
     * @param patience how long the cluster may be out of reach
     */
    public BoardQueue(HazelcastInstance hazelcast, Runnable closing, Duration patience) {
        this.hazelcast = hazelcast;
        this.board = new WorkBoard(hazelcast);
        this.closing = closing;
        this.patience = patience;
        this.looked = System.nanoTime() - LOOK_NANOS;
    }

    @Override
    public int slots(int threads) {
        Map<String, Integer> processors = new HashMap<>();
        Map<String, Integer> jobs = new HashMap<>();
        for (Member member : board.members()) {
            String host = member.getAttribute(HOST);
            int most = number(member, JOBS);
            processors.merge(host, number(member, PROCESSORS), Math::max);
            jobs.merge(host, most == 0 ? number(member, PROCESSORS) : most, Integer::sum);
        }
        return processors.keySet().stream()
                .mapToInt(host -> Math.min(jobs.get(host), Math.max(1, processors.get(host) / threads)))
                .sum();
    }

    private static int number(Member member, String attribute) {
        String text = member.getAttribute(attribute);
        return text == null ? 0 : Integer.parseInt(text);
    }

    @Override
    public int members() {
        return board.members().size();
    }

    @Override
    public String store(String job, Path folder, Predicate<Path> files) {
        Path zip = null;
        try {
            zip = Files.createTempFile("clade-", ".zip");
            FolderStore.pack(folder, files, zip);
            return board.store().put(job, zip, () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (zip != null) {
                FileUtils.deleteQuietly(zip.toFile());
            }
        }
    }

    @Override
    public void submit(WorkItem item) {
        taken.remove(item.id());
        asked(() -> {
            board.put(item);
            return true;
        });
        looked = System.nanoTime() - LOOK_NANOS;
    }

    @Override
    public Optional<WorkEnd> end(WorkItem item) {
        return asked(() -> {
                    look();
                    if (ended.contains(item.id())) {
                        return board.end(item.id()).map(StoredEnd::end);
                    }
                    if (!known.contains(item.id()) && !taken.contains(item.id())) {
                        board.put(item); // it went lost with members
                    }
                    return Optional.<WorkEnd>empty();
                })
                .flatMap(end -> end);
    }

    private void look() {
        if (System.nanoTime() - looked < LOOK_NANOS) {
            return;
        }
        ended = new HashSet<>(board.ended());
        known = board.known();
        // Items whose result was taken come back with the other half of a network that was parted.
        taken.stream().filter(known::contains).forEach(board::forget);
        looked = System.nanoTime();
    }

    @Override
    public Optional<String> worker(WorkItem item) {
        return asked(() -> board.claim(item.id()).map(WorkClaim::address)).flatMap(worker -> worker);
    }

    @Override
    public boolean take(WorkItem item, Path folder) {
        boolean here = asked(() -> taken(item, folder)).orElse(false);
        if (here) {
            // What cannot be forgotten now is forgotten at the next look.
            asked(() -> {
                board.forget(item.id());
                return true;
            });
        }
        return here;
    }

    private boolean taken(WorkItem item, Path folder) {
        Optional<StoredEnd> end = board.end(item.id());
        if (end.isEmpty()) {
            return false;
        }
        Path zip = folder.resolveSibling("." + UUID.randomUUID() + ".zip");
        Path part = folder.resolveSibling("." + UUID.randomUUID());
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            if (!end.get().folder().isEmpty() && !Files.isDirectory(folder)) {
                if (!board.store().get(end.get().folder(), zip)) {
                    board.retract(item.id());
                    looked = System.nanoTime() - LOOK_NANOS;
                    return false;
                }
                FolderStore.unpack(zip, part);
                Files.move(part, folder);
            }
            taken.add(item.id());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FileUtils.deleteQuietly(zip.toFile());
            FileUtils.deleteQuietly(part.toFile());
        }
    }

    @Override
    public void withdraw(WorkItem item) {
        asked(() -> {
            board.forget(item.id());
            return true;
        });
    }

    @Override
    public void tell(String job, MembersReport.JobReport report) {
        asked(() -> {
            board.tell(job, report);
            return true;
        });
    }

    @Override
    public void forget(String job) {
        asked(() -> {
            board.forgetJob(job);
            return true;
        });
    }

    @Override
    public void rows(BiConsumer<String, String> rows) {
        board.rows().addMessageListener(message -> {
            Row row = GSON.fromJson(message.getMessageObject(), Row.class);
            rows.accept(row.item(), row.row());
        });
    }

    @Override
    public void listen(MemberListener listener) {
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                listener.joined(address(event.getMember()), event.getMembers().size());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                listener.left(address(event.getMember()), event.getMembers().size());
            }
        });
    }

    /** {@return where a member listens} */
    public static String address(Member member) {
        return member.getAddress().getHost() + ":" + member.getAddress().getPort();
    }

    /** {@return the answer of the cluster; empty if it cannot be reached just now} */
    private <T> Optional<T> asked(Supplier<T> question) {
        try {
            T answer = question.get();
            lost = 0;
            return Optional.of(answer);
        } catch (HazelcastException | IllegalStateException e) {
            if (lost == 0) {
                lost = System.nanoTime();
            }
            if (System.nanoTime() - lost > patience.toNanos()) {
                throw new MembersLostException(
                        "No member of the cluster has answered for %s seconds; start members again and go on with --resume."
                                .formatted(patience.toSeconds()),
                        e);
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}

package org.clade.hazelcast.work;

import com.google.gson.Gson;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.clade.api.members.MemberListener;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes items of a cluster, each in a process of its own, on one thread that also renews the claims. A member that was cut off goes on; if
 * another has taken its item over when it is back, it stops.
 */
public final class MemberWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("members");
    private static final Gson GSON = new Gson();
    private static final long PERIOD_MILLIS = 250;
    private static final long RENEWAL_NANOS = 5_000_000_000L;
    private static final int MOST_BEGUN = 10;

    /** What a member does for others; all of it computes, and none of it loads code or reads a script. */
    private static final Set<String> COMMANDS = Set.of("run", "predict", "features");

    private final WorkBoard board;
    private final Member self;
    private final Path home;
    private final Path folder;
    private final MemberListener listener;
    private final Map<String, ItemProcess> own = new LinkedHashMap<>();
    private volatile boolean stopping;
    private long renewed = System.nanoTime();

    /**
     * This member.
     *
     * @param id a name that no other has
     * @param address where it listens
     * @param host the name of its machine
     * @param processors processors of the machine
     * @param jobs items at once; 0 for as many as the processors allow
     */
    public record Member(String id, String address, String host, int processors, int jobs) {}

    /**
     * A worker.
     *
     * @param board the work
     * @param self this member
     * @param home the folder of the product
     * @param folder an empty folder for the items
     * @param listener is told what begins and ends
     */
    public MemberWorker(WorkBoard board, Member self, Path home, Path folder, MemberListener listener) {
        this.board = board;
        this.self = self;
        this.home = home;
        this.folder = folder;
        this.listener = listener;
    }

    /** Ends the work; others take it over. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                try {
                    cycle();
                } catch (HazelcastInstanceNotActiveException e) {
                    break;
                } catch (
                        RuntimeException
                                e) { // the network is parted, or a member has just left; the next cycle tries again
                    LOG.info("The cluster did not answer", e);
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted", e);
        } finally {
            giveBack();
        }
    }

    private void cycle() {
        own.values().stream().filter(each -> !each.runs()).toList().forEach(this::settle);
        renewIfDue();
        own.values().forEach(this::send);
        for (String id : board.open()) {
            if (stopping || own.size() == most()) {
                return;
            }
            if (!own.containsKey(id)) {
                board.item(id).ifPresent(this::begin);
            }
        }
    }

    private int most() {
        return self.jobs() == 0 ? Integer.MAX_VALUE : self.jobs();
    }

    private void send(ItemProcess running) {
        for (String row : running.newRows()) {
            board.rows()
                    .publish(GSON.toJson(
                            new Row(running.item().id(), running.claim().address(), row)));
        }
    }

    private void begin(WorkItem item) {
        if (!COMMANDS.contains(item.command().isEmpty() ? "" : item.command().get(0))) {
            return;
        }
        Map<String, WorkClaim> claims = board.claims();
        if (claims.containsKey(item.id()) || !fits(claims, item.threads())) {
            return;
        }
        WorkClaim claim = new WorkClaim(self.id(), self.address(), self.host(), item.threads());
        if (!board.claim(item.id(), claim)) {
            return;
        }
        if (!board.has(item.id()) || board.end(item.id()).isPresent() || exceeds(board.claims(), item.id())) {
            board.release(item.id(), claim);
            return;
        }
        int attempt = board.begin(item.id());
        if (attempt > MOST_BEGUN) {
            String failure = "It was lost %s times with the members that computed it.".formatted(MOST_BEGUN);
            board.publish(item.id(), new StoredEnd(new WorkEnd(self.address(), self.host(), 1, failure, 0), ""));
            board.release(item.id(), claim);
            return;
        }
        try {
            own.put(item.id(), new ItemProcess(item, claim, prepared(item), home));
            listener.began(item.title(), attempt);
        } catch (IOException e) {
            LOG.warn("{} cannot be begun here: {}", item.title(), e.toString());
            board.release(item.id(), claim);
        }
    }

    /** {@return whether one more item leaves a processor of this machine for every thread; the first one always fits} */
    private boolean fits(Map<String, WorkClaim> claims, int threads) {
        int busy = here(claims).stream()
                .mapToInt(entry -> entry.getValue().threads())
                .sum();
        return busy == 0 || busy + threads <= self.processors();
    }

    private List<Map.Entry<String, WorkClaim>> here(Map<String, WorkClaim> claims) {
        return claims.entrySet().stream()
                .filter(entry -> entry.getValue().host().equals(self.host()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
    }

    /** {@return whether members of this machine claimed at the same time and together too much, and this item is the one to give back} */
    private boolean exceeds(Map<String, WorkClaim> claims, String id) {
        int busy = 0;
        for (Map.Entry<String, WorkClaim> entry : here(claims)) {
            int before = busy;
            busy += entry.getValue().threads();
            if (entry.getKey().equals(id)) {
                return before > 0 && busy > self.processors();
            }
        }
        return false;
    }

    private Path prepared(WorkItem item) throws IOException {
        Path place = folder.resolve(
                item.id().replace('/', '_') + "-" + UUID.randomUUID().toString().substring(0, 8));
        Files.createDirectories(place);
        for (Map.Entry<String, String> text : item.texts().entrySet()) {
            Path file = within(place, text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> archive : item.archives().entrySet()) {
            Path zip = folder.resolve(archive.getValue().replaceAll("\\W", "_") + ".zip");
            if (!Files.exists(zip)) {
                Path part = zip.resolveSibling(zip.getFileName() + ".part");
                if (!board.store().get(archive.getValue(), part)) {
                    throw new IOException("what it needs is not in the cluster any more");
                }
                Files.move(part, zip);
            }
            FolderStore.unpack(zip, within(place, archive.getKey()));
        }
        return place;
    }

    private static Path within(Path place, String name) throws IOException {
        Path file = place.resolve(name).normalize();
        if (!file.startsWith(place)) {
            throw new IOException("the name " + name + " leads out of its folder");
        }
        return file;
    }

    /** Publishes what came of a process that has ended. */
    private void settle(ItemProcess ended) {
        String id = ended.item().id();
        if (ended.stopped()) {
            drop(ended, "stopped");
            return;
        }
        send(ended);
        WorkEnd end = ended.end();
        boolean counts = publish(ended, end);
        String word = end.failure().isEmpty()
                ? "finished in %s s".formatted(Math.round(end.seconds()))
                : "failed: " + end.failure();
        drop(ended, counts ? word : word + ", and another member was faster");
        LOG.debug("{} {}", id, word);
    }

    private boolean publish(ItemProcess ended, WorkEnd end) {
        String id = ended.item().id();
        Path zip = folder.resolve(UUID.randomUUID() + ".zip");
        try {
            String key = "";
            Optional<Path> results = ended.results();
            if (results.isPresent() && end.failure().isEmpty()) {
                FolderStore.pack(results.get(), file -> true, zip);
                key = board.store().put(id, zip, this::renewIfDue);
            }
            return board.publish(id, new StoredEnd(end, key));
        } catch (IOException e) {
            String failure = "What it left cannot be read: " + e.getMessage();
            return board.publish(
                    id, new StoredEnd(new WorkEnd(end.member(), end.host(), 1, failure, end.seconds()), ""));
        } finally {
            FileUtils.deleteQuietly(zip.toFile());
        }
    }

    private void drop(ItemProcess running, String word) {
        own.remove(running.item().id());
        running.ask();
        running.remove();
        board.release(running.item().id(), running.claim());
        listener.ended(running.item().title(), word);
    }

    private void renewIfDue() {
        if (System.nanoTime() - renewed < RENEWAL_NANOS) {
            return;
        }
        renewed = System.nanoTime();
        for (ItemProcess running : List.copyOf(own.values())) {
            String id = running.item().id();
            Optional<WorkClaim> claim = board.claim(id);
            if (claim.isPresent() && claim.get().equals(running.claim())) {
                board.renew(id);
            }
            if (!board.has(id)) {
                drop(running, "withdrawn");
            } else if (claim.isPresent() && !claim.get().equals(running.claim())
                    || claim.isEmpty() && !board.claim(id, running.claim())) {
                drop(running, "stopped, since another member has taken it over");
            }
        }
    }

    private void giveBack() {
        own.values().forEach(ItemProcess::ask);
        for (ItemProcess running : own.values()) {
            running.remove();
            try {
                board.release(running.item().id(), running.claim());
            } catch (RuntimeException e) { // the claim expires by itself
                LOG.debug("A claim cannot be released", e);
            }
        }
        own.clear();
        FileUtils.deleteQuietly(folder.toFile());
    }
}

package org.clade.hazelcast.work;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.topic.ITopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.clade.api.members.MembersReport;
import org.clade.api.members.WorkItem;

/**
 * What the members of a cluster know together: items, claims with a time to live, ends, folders in pieces. Values are JSON or bytes. Every
 * fact is put only where there is none, so that of two members, or of two halves of a parted network, one counts.
 */
public final class WorkBoard {

    /** What the names of all maps begin with. */
    public static final String MAPS = "clade.";

    /** A claim that is not renewed for so long has expired. */
    static final Duration CLAIM = Duration.ofSeconds(60);

    private static final Gson GSON = new Gson();

    private final HazelcastInstance hazelcast;
    private final IMap<String, String> items;
    private final IMap<String, String> claims;
    private final IMap<String, String> ends;
    private final IMap<String, String> begun;
    private final IMap<String, String> jobs;
    private final IMap<String, String> folders;
    private final IMap<String, byte[]> pieces;
    private final ITopic<String> rows;

    /**
     * The board of a cluster.
     *
     * @param hazelcast a member or a connection to one
     */
    public WorkBoard(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        items = hazelcast.getMap(MAPS + "items");
        claims = hazelcast.getMap(MAPS + "claims");
        ends = hazelcast.getMap(MAPS + "ends");
        begun = hazelcast.getMap(MAPS + "begun");
        jobs = hazelcast.getMap(MAPS + "jobs");
        folders = hazelcast.getMap(MAPS + "folders");
        pieces = hazelcast.getMap(MAPS + "pieces");
        rows = hazelcast.getTopic(MAPS + "rows");
    }

    /** {@return the members} */
    public Collection<Member> members() {
        return hazelcast.getCluster().getMembers();
    }

    /** {@return the rows that members send} */
    ITopic<String> rows() {
        return rows;
    }

    /** {@return folders in the cluster} */
    FolderStore store() {
        return new FolderStore(folders, pieces);
    }

    /** {@return the items that have no end, in the order of their ids} */
    List<String> open() {
        Set<String> open = new TreeSet<>(items.keySet());
        open.removeAll(ends.keySet());
        return new ArrayList<>(open);
    }

    /** {@return the items that are there, and those that have ended} */
    Set<String> known() {
        Set<String> known = new HashSet<>(items.keySet());
        known.addAll(ends.keySet());
        return known;
    }

    /** {@return the items that have ended} */
    Set<String> ended() {
        return ends.keySet();
    }

    void put(WorkItem item) {
        items.putIfAbsent(item.id(), GSON.toJson(item));
    }

    Optional<WorkItem> item(String id) {
        return read(items.get(id), WorkItem.class);
    }

    boolean has(String id) {
        return items.containsKey(id);
    }

    Optional<WorkClaim> claim(String id) {
        return read(claims.get(id), WorkClaim.class);
    }

    /** {@return all claims} */
    Map<String, WorkClaim> claims() {
        Map<String, WorkClaim> all = new LinkedHashMap<>();
        claims.entrySet().forEach(entry -> read(entry.getValue(), WorkClaim.class)
                .ifPresent(claim -> all.put(entry.getKey(), claim)));
        return all;
    }

    /** {@return whether the item is this member's now} */
    boolean claim(String id, WorkClaim claim) {
        return claims.putIfAbsent(id, GSON.toJson(claim), CLAIM.toSeconds(), TimeUnit.SECONDS) == null;
    }

    void renew(String id) {
        claims.setTtl(id, CLAIM.toSeconds(), TimeUnit.SECONDS);
    }

    void release(String id, WorkClaim claim) {
        claims.remove(id, GSON.toJson(claim));
    }

    /** Releases all that a member has claimed which has left. */
    public void releaseAll(String member) {
        claims().forEach((id, claim) -> {
            if (claim.member().equals(member)) {
                release(id, claim);
            }
        });
    }

    /** {@return how often the item has been begun, including this time; only who has claimed it may ask} */
    int begin(String id) {
        String before = begun.get(id);
        int times = before == null ? 1 : Integer.parseInt(before) + 1;
        begun.set(id, String.valueOf(times));
        return times;
    }

    Optional<StoredEnd> end(String id) {
        return read(ends.get(id), StoredEnd.class);
    }

    /** {@return whether it counts: the item may have ended elsewhere before} */
    boolean publish(String id, StoredEnd end) {
        return ends.putIfAbsent(id, GSON.toJson(end)) == null;
    }

    /** Takes an end back, since what it left went lost. */
    void retract(String id) {
        ends.delete(id);
    }

    /** Forgets an item; a member that still computes it stops. */
    void forget(String id) {
        items.delete(id);
        ends.delete(id);
        begun.delete(id);
        store().forget(id);
    }

    /** Forgets all that belongs to a job. */
    void forgetJob(String job) {
        known().stream().filter(id -> id.startsWith(job + "/")).forEach(this::forget);
        store().forget(job);
        jobs.delete(job);
    }

    void tell(String job, MembersReport.JobReport report) {
        jobs.set(job, GSON.toJson(report));
    }

    /** {@return the jobs, by their ids} */
    public Map<String, MembersReport.JobReport> jobs() {
        Map<String, MembersReport.JobReport> all = new LinkedHashMap<>();
        jobs.entrySet().forEach(entry -> read(entry.getValue(), MembersReport.JobReport.class)
                .ifPresent(job -> all.put(entry.getKey(), job)));
        return all;
    }

    /** {@return the titles of the items that each member computes} */
    public Map<String, List<String>> work() {
        Map<String, List<String>> work = new LinkedHashMap<>();
        claims().forEach((id, claim) -> work.computeIfAbsent(claim.member(), key -> new ArrayList<>())
                .add(item(id).map(WorkItem::title).orElse(id)));
        return work;
    }

    private static <T> Optional<T> read(String json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.ofNullable(GSON.fromJson(json, type));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }
}

package org.clade.hazelcast.shards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.clade.api.members.MembersReport;
import org.clade.api.members.WorkEnd;
import org.clade.api.members.WorkItem;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;

/** Hands the shards of a job in and waits until each of them is here. */
final class ShardCollector {

    private static final long LOOK_MILLIS = 200;
    private static final int REFUSED = 2;

    private final ShardJob job;
    private final Path folder;
    private final WorkQueue queue;
    private final Consumer<String> said;
    private final Map<Integer, WorkItem> open = new LinkedHashMap<>();
    private final Map<Integer, WorkEnd> failures = new HashMap<>();
    private MembersReport.JobReport told;

    ShardCollector(ShardJob job, Path folder, WorkQueue queue, Consumer<String> said) {
        this.job = job;
        this.folder = folder;
        this.queue = queue;
        this.said = said;
    }

    /**
     * Collects.
     *
     * @param item makes the item of a shard, from 1
     * @return the folders of the shards in their order
     * @throws RefusedException if a shard is refused or fails twice
     * @throws InterruptedException if the wait is interrupted; the open shards are withdrawn then
     */
    List<Path> collect(IntFunction<WorkItem> item) throws InterruptedException {
        for (int shard = 1; shard <= job.shards(); shard++) {
            if (!Files.isDirectory(place(shard))) {
                WorkItem next = item.apply(shard);
                open.put(shard, next);
                queue.submit(next);
            }
        }
        try {
            while (!open.isEmpty()) {
                for (Map.Entry<Integer, WorkItem> each : List.copyOf(open.entrySet())) {
                    Optional<WorkEnd> end = queue.end(each.getValue());
                    if (end.isPresent()) {
                        ended(each.getKey(), each.getValue(), end.get());
                    }
                }
                tell();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException | RefusedException e) {
            open.values().forEach(queue::withdraw);
            queue.forget(job.id());
            throw e;
        }
        queue.forget(job.id());
        List<Path> folders = new ArrayList<>();
        for (int shard = 1; shard <= job.shards(); shard++) {
            folders.add(place(shard));
        }
        return folders;
    }

    private Path place(int shard) {
        return folder.resolve(String.valueOf(shard));
    }

    private void ended(int shard, WorkItem item, WorkEnd end) {
        if (!queue.take(item, place(shard))) {
            return;
        }
        if (end.failure().isEmpty()) {
            open.remove(shard);
            said.accept("Shard %s/%s is here from %s, %s s; %s to go."
                    .formatted(shard, job.shards(), end.member(), Math.round(end.seconds()), open.size()));
            return;
        }
        if (end.code() == REFUSED || failures.put(shard, end) != null) {
            throw new RefusedException("Shard %s/%s failed on %s: %s"
                    .formatted(shard, job.shards(), end.member(), end.failure().replaceFirst("^clade: ", "")));
        }
        said.accept("Shard %s/%s failed on %s and is handed in again: %s"
                .formatted(shard, job.shards(), end.member(), end.failure()));
        queue.submit(item);
    }

    private void tell() {
        int running = (int) open.values().stream()
                .filter(item -> queue.worker(item).isPresent())
                .count();
        MembersReport.JobReport now = new MembersReport.JobReport(
                job.id(), open.size() - running, running, job.shards() - open.size(), failures.size());
        if (!now.equals(told)) {
            told = now;
            queue.tell(job.id(), now);
        }
    }
}

package org.clade.sweep.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides which leases have expired. On the machine of the holder, its process tells; elsewhere a lease expires that has not grown for a
 * time. That time is measured here, so clocks of machines need not agree.
 */
final class LeaseWatch {

    private record Seen(long size, long since) {}

    private final String host;
    private final Duration patience;
    private final LongSupplier clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    /**
     * A watch.
     *
     * @param host the name of this machine
     * @param patience a lease that does not grow for so long has expired
     * @param clock nanoseconds
     */
    LeaseWatch(String host, Duration patience, LongSupplier clock) {
        this.host = host;
        this.patience = patience;
        this.clock = clock;
    }

    /** {@return whether no one works on a lease any more} */
    boolean expired(Path file, Lease.Content content) {
        if (content.released()) {
            return true;
        }
        Optional<Boolean> holder = content.holder().flatMap(each -> each.alive(host));
        if (holder.isPresent() && !holder.get()) {
            // The training ends soon after its worker and writes a checkpoint before.
            return content.child().flatMap(child -> child.alive(host)).stream().noneMatch(alive -> alive);
        }
        Seen before = seen.get(file);
        if (before == null || before.size() != content.size()) {
            seen.put(file, new Seen(content.size(), clock.getAsLong()));
            return false;
        }
        return clock.getAsLong() - before.since() > patience.toNanos();
    }
}

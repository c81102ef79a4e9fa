package org.clade.engine.torch;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Collects garbage before a recording where it would otherwise be collected during it.
 *
 * <p>DJL 0.35 makes a number in a formula ({@code x.mul(3)}) an array over memory of the Java side and lets go of that
 * memory at once, while a recorded graph still needs it for the gradient. A collection between the forward and the backward
 * pass then turns the gradient into chance. So the young generation is emptied between recordings, before it is half full:
 * a collection in the middle of one would take a step that makes more garbage than the other half holds.
 */
final class PreemptiveCollector {

    /** What may gather in the old generation until it is collected, too, in bytes. */
    private static final long AGED = 16 << 20;

    /** Garbage is made in pieces of so many bytes. */
    private static final int PIECE = 1 << 16;

    private final Optional<MemoryPoolMXBean> young = pool(name -> name.contains("Eden"));
    private final Optional<MemoryPoolMXBean> old = pool(name -> name.contains("Tenured") || name.contains("Old"));
    private final Optional<GarbageCollectorMXBean> ofYoung = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> manages(collector, young) && !manages(collector, old))
            .findFirst();

    /** Keeps the compiler from leaving garbage out that is made for its own sake. */
    private volatile byte[] garbage;

    /** Leaves at least half of the young generation free; call when no graph is recorded. */
    void prepare() {
        if (young.isEmpty()) {
            return;
        }
        MemoryUsage usage = young.get().getUsage();
        if (usage.getUsed() <= usage.getCommitted() / 2) {
            return;
        }
        if (ofYoung.isEmpty() || aged()) {
            System.gc();
        } else {
            collectYoung(ofYoung.get(), usage.getCommitted());
        }
    }

    /**
     * There is no asking for a collection of the young generation alone, which takes a tenth of the time of a whole one; it is had
     * by filling it.
     */
    private void collectYoung(GarbageCollectorMXBean collector, long room) {
        long before = collector.getCollectionCount();
        for (long filled = 0; filled < room && collector.getCollectionCount() == before; filled += PIECE) {
            garbage = new byte[PIECE];
        }
        garbage = null;
    }

    private boolean aged() {
        MemoryUsage lastCollected =
                old.map(MemoryPoolMXBean::getCollectionUsage).orElse(null);
        return lastCollected == null || old.get().getUsage().getUsed() > lastCollected.getUsed() + AGED;
    }

    private static Optional<MemoryPoolMXBean> pool(Predicate<String> name) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && name.test(pool.getName()))
                .findFirst();
    }

    private static boolean manages(GarbageCollectorMXBean collector, Optional<MemoryPoolMXBean> pool) {
        return pool.isPresent()
                && Arrays.asList(collector.getMemoryPoolNames())
                        .contains(pool.get().getName());
    }
}

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
 * Collects garbage before a recording if it would otherwise be collected during the recording.
 *
 * <p>DJL 0.35 turns a number in a formula ({@code x.mul(3)}) into an array over Java's memory and drops that memory at once, although
 * a recorded graph still needs it for the gradient. A collection between the forward and the backward pass then makes the gradient
 * random. So the young generation is emptied between recordings as soon as it is half full: a collection in the middle of a step
 * would need a step that makes more garbage than the other half holds.
 */
final class PreemptiveCollector {

    /** How much the old generation may grow until it is collected, too, in bytes. */
    private static final long AGED = 16 << 20;

    /** The size of a piece of garbage, in bytes. */
    private static final int PIECE = 1 << 16;

    private final Optional<MemoryPoolMXBean> young = pool(name -> name.contains("Eden"));
    private final Optional<MemoryPoolMXBean> old = pool(name -> name.contains("Tenured") || name.contains("Old"));
    private final Optional<GarbageCollectorMXBean> ofYoung = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> manages(collector, young) && !manages(collector, old))
            .findFirst();

    /** Prevents the compiler from removing this garbage. */
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
     * A collection of the young generation alone takes a tenth of the time of a whole one. Java cannot ask for it, so this fills the
     * young generation.
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

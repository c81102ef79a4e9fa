package org.clade.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/**
 * Collects garbage before a recording where it would otherwise be collected during it.
 *
 * <p>DJL 0.35 makes a number in a formula ({@code x.mul(3)}) an array over memory of the Java side and lets go of that
 * memory at once, while a recorded graph still needs it for the gradient. A collection between the forward and the backward
 * pass then turns the gradient into chance. So the young generation is emptied between recordings, before it is half full:
 * a collection in the middle of one would take a step that makes more garbage than the other half holds.
 */
final class CalmHeap {

    private final Optional<MemoryPoolMXBean> young = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().contains("Eden"))
            .findFirst();

    /** Leaves at least half of the young generation free; call when no graph is recorded. */
    void prepare() {
        if (young.isPresent()) {
            MemoryUsage usage = young.get().getUsage();
            if (usage.getUsed() > usage.getCommitted() / 2) {
                System.gc();
            }
        }
    }
}

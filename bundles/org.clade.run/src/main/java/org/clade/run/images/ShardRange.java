package org.clade.run.images;

import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.base.text.Counted;

/**
 * The images of one of several contiguous parts; each part begins with a batch.
 *
 * @param images how many all parts have together
 * @param batch images that go through the network at once
 * @param shard which part
 */
public record ShardRange(int images, int batch, Shard shard) {

    private int batches() {
        return (images + batch - 1) / batch;
    }

    /** {@return how many parts there can be at most, at least 1} */
    public int most() {
        return Math.max(1, batches());
    }

    /** {@return the place of the first image among all} */
    public int from() {
        return Math.min(images, shard.from(batches()) * batch);
    }

    /** {@return behind the place of the last image} */
    public int to() {
        return Math.min(images, shard.to(batches()) * batch);
    }

    /**
     * Checks that each part has images.
     *
     * @throws RefusedException where there are more parts than batches
     */
    public void check() {
        if (shard.count() > most()) {
            throw new RefusedException(
                    "%s cannot be divided into %s shards, since a shard has at least one batch of %s; take at most %s."
                            .formatted(Counted.of(images, "image"), shard.count(), batch, Counted.of(most(), "shard")));
        }
    }
}

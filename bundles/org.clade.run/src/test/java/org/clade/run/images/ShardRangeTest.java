package org.clade.run.images;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.junit.jupiter.api.Test;

class ShardRangeTest {

    @Test
    void aPartWithoutABatchIsRefused() {
        assertDoesNotThrow(new ShardRange(501, 500, Shard.of("2/2"))::check);
        assertEquals(
                "1 image cannot be divided into 3 shards, since a shard has at least one batch of 500; take at most 1 shard.",
                assertThrows(RefusedException.class, new ShardRange(1, 500, Shard.of("1/3"))::check)
                        .getMessage());
    }
}

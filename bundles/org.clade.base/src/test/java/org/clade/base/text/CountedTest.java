package org.clade.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void oneThingHasNoPlural() {
        assertEquals("1 trial", Counted.of(1, "trial"));
        assertEquals("0 trials", Counted.of(0, "trial"));
        assertEquals("1,360 trials", Counted.of(1360, "trial"));
        assertEquals("1 batch", Counted.of(1, "batch", "batches"));
        assertEquals("2 batches", Counted.of(2, "batch", "batches"));
    }
}

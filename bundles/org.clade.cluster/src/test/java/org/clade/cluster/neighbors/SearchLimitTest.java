package org.clade.cluster.neighbors;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.clade.cluster.neighbors.SearchLimit.TooLongException;
import org.junit.jupiter.api.Test;

class SearchLimitTest {

    private final AtomicLong clock = new AtomicLong();

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void endsWhenTheLengthIsForeseen() {
        IntConsumer stage = new SearchLimit(Duration.ofSeconds(10), clock::get).stage(1000);
        pass(400);
        assertDoesNotThrow(() -> stage.accept(1), "too early to say");
        pass(600);
        assertDoesNotThrow(() -> stage.accept(100), "10 seconds in all");
        pass(1000);
        assertThrows(TooLongException.class, () -> stage.accept(199));
    }

    @Test
    void countsEarlierStages() {
        SearchLimit limit = new SearchLimit(Duration.ofSeconds(10), clock::get);
        pass(6000);
        IntConsumer second = limit.stage(10);
        pass(1000);
        assertThrows(TooLongException.class, () -> second.accept(2), "6 and 5 seconds");
        assertDoesNotThrow(() -> second.accept(3));
    }

    @Test
    void endsWhereFeaturesAreTooLarge() {
        SearchLimit limit = new SearchLimit(Duration.ofSeconds(10), clock::get);
        assertDoesNotThrow(() -> limit.features(60_000, 2048));
        assertThrows(TooLongException.class, () -> limit.features(100_000, 2048));
        assertDoesNotThrow(() -> SearchLimit.NONE.features(100_000, 2048));
    }
}

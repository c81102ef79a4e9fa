package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

    @Test
    void theEndOfAKilledProcessIsNoticed() throws Exception {
        Process parent = new ProcessBuilder("sleep", "60").start();
        CountDownLatch ended = new CountDownLatch(1);
        ParentWatch.start(String.valueOf(parent.pid()), ended::countDown);
        assertFalse(ended.await(200, TimeUnit.MILLISECONDS));
        parent.destroyForcibly();
        assertTrue(ended.await(20, TimeUnit.SECONDS));
    }

    @Test
    void aProcessThatIsGoneHasEnded() throws Exception {
        Process parent = new ProcessBuilder("true").start();
        parent.waitFor();
        CountDownLatch ended = new CountDownLatch(1);
        ParentWatch.start(String.valueOf(parent.pid()), ended::countDown);
        assertEquals(0, ended.getCount());
    }

    @Test
    void withoutAPropertyNothingIsWatched() throws Exception {
        ParentWatch.start(null, () -> {
            throw new AssertionError();
        });
        assertThrows(LaunchException.class, () -> ParentWatch.start("shell", () -> {}));
    }
}

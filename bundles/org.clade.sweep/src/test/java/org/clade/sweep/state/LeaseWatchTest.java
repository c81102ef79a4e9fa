package org.clade.sweep.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseWatchTest {

    @TempDir
    private Path folder;

    private long now;

    private final LeaseWatch watch = new LeaseWatch("here", Duration.ofSeconds(60), () -> now);

    private boolean expired(Path file) {
        return watch.expired(file, Lease.read(file));
    }

    private void after(int seconds) {
        now += seconds * 1_000_000_000L;
    }

    private Path claimed(Holder holder) {
        Path file = folder.resolve("0001.001.jsonl");
        assertTrue(Lease.claim(file, holder).isPresent());
        return file;
    }

    @Test
    void onlyOneClaimSucceeds() {
        Path file = claimed(new Holder("a", "there", 1, 0, 1));
        assertTrue(Lease.claim(file, new Holder("b", "there", 2, 0, 1)).isEmpty());
        assertEquals("a", Lease.read(file).holder().orElseThrow().worker());
    }

    @Test
    void aLeaseOfAnotherMachineExpiresWhenItNoLongerGrows() throws IOException {
        Path file = claimed(new Holder("a", "there", 1, 0, 1));
        assertFalse(expired(file));
        after(59);
        Files.writeString(file, ".\n", StandardOpenOption.APPEND);
        assertFalse(expired(file), "it has grown");
        after(59);
        assertFalse(expired(file));
        after(2);
        assertTrue(expired(file));
    }

    @Test
    void aLeaseOfThisMachineExpiresWithItsProcesses() throws IOException {
        Path file = claimed(new Holder("a", "here", Integer.MAX_VALUE, 1, 1));
        assertTrue(expired(file), "there is no such process");
        ProcessHandle self = ProcessHandle.current();
        Files.writeString(
                file,
                "{\"child\":%s,\"started\":%s}\n".formatted(self.pid(), Holder.begun(self)),
                StandardOpenOption.APPEND);
        assertFalse(expired(file), "its training still writes a checkpoint");
    }

    @Test
    void aLeaseThatWasGivenBackExpiresAtOnce() {
        Path file = folder.resolve("0001.001.jsonl");
        Lease lease = Lease.claim(file, Holder.own(1)).orElseThrow();
        lease.release();
        assertTrue(expired(file));
    }

    @Test
    void aLeaseThatAKillLeftEmptyExpiresInTime() throws IOException {
        Path file = Files.createFile(folder.resolve("0001.001.jsonl"));
        assertFalse(expired(file));
        after(61);
        assertTrue(expired(file));
        Files.writeString(file, "{\"worker\":\"a\",\"ho");
        assertTrue(Lease.read(file).holder().isEmpty());
    }
}

package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptHandlerTest {
    private static final Duration TERMINATION = Duration.ofMillis(1010);

    private final List<Integer> exits = new ArrayList<>();
    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int stops;

    private InterruptHandler interruption(Duration patience) {
        return new InterruptHandler(new PrintStream(said, true), patience, TERMINATION, exits::add, halts::add);
    }

    @Test
    void endsTheProcessWhileNoCommandRuns() {
        interruption(Duration.ofMinutes(1)).signalled(ProcessExitCode.TERMINATED);

        assertEquals(List.of(143), exits);
    }

    @Test
    void asksTheCommandToStopAndKeepsTheFirstSignalsCode() {
        InterruptHandler interruption = interruption(Duration.ofMinutes(1));
        interruption.commandRuns(() -> stops++);
        assertEquals(5, interruption.exitCode(5));

        interruption.signalled(ProcessExitCode.INTERRUPTED);
        interruption.signalled(ProcessExitCode.TERMINATED); // the same sender, to the process and to its group

        assertEquals(1, stops);
        assertEquals(130, interruption.exitCode(0));
        assertTrue(exits.isEmpty() && halts.isEmpty());
    }

    @Test
    void aSecondSignalEndsAtOnce() throws InterruptedException {
        InterruptHandler interruption = interruption(Duration.ofMinutes(1));
        interruption.commandRuns(() -> stops++);

        interruption.signalled(ProcessExitCode.INTERRUPTED);
        TimeUnit.MILLISECONDS.sleep(1100);
        interruption.signalled(ProcessExitCode.INTERRUPTED);

        assertEquals(130, halts.poll());
        assertTrue(said.toString().contains("once more"), said.toString());
    }

    @Test
    void aCommandThatDoesNotStopIsEnded() throws InterruptedException {
        InterruptHandler interruption = interruption(Duration.ofMillis(1010));
        interruption.commandRuns(() -> stops++);

        interruption.signalled(ProcessExitCode.INTERRUPTED);

        assertEquals(130, halts.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aCommandThatIsTerminatedHasLessTime() throws InterruptedException {
        InterruptHandler interruption = interruption(Duration.ofHours(1));
        interruption.commandRuns(() -> stops++);

        interruption.signalled(ProcessExitCode.TERMINATED);

        assertEquals(143, halts.poll(10, TimeUnit.SECONDS));
        assertTrue(said.toString().contains("resume continues a run"), said.toString());
    }
}

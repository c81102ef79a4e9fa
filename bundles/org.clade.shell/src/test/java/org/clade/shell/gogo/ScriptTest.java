package org.clade.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.clade.api.run.RunService;
import org.clade.shell.Cli;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    private final FakeRuns runs = FakeRuns.endless(Map.of("acc", 0.5));
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(streams);
    private final ActiveCommands active = new ActiveCommands();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Script script = new Script(processor, active, new PrintStream(out, true), new PrintStream(err, true));

    @BeforeEach
    void commands() {
        streams.start();
        Cli cli = new Cli(new FakeServices().with(RunService.class, runs));
        for (String name : List.of("run", "status", "help")) {
            processor.addCommand("clade", new CladeFunction(cli, active, List.of(name)), name);
        }
        processor.addCommand("clade", new CladeFunction(cli, active, List.of()), "default");
        processor.addCommand("clade", new ExitFunction(), "exit");
        Function say = (session, words) -> {
            System.out.println(words);
            return null;
        };
        processor.addCommand("gogo", say, "say");
        Function odd = (session, words) -> {
            throw new NullPointerException("Cannot invoke \"x\"");
        };
        processor.addCommand("odd", new ObjectFunction("odd", () -> odd, streams), "odd");
        processor.addCommand("clade", new CladeFunction(cli, active, List.of("help")), "man");
        processor.addCommand("clade", new SourceFunction(), "source");
        for (String name : List.of("cat", "head")) {
            processor.addCommand("gogo", new PosixFunction(name, processor), name);
        }
        Procedural procedural = new Procedural();
        processor.addCommand("gogo", procedural, "each");
        processor.addCommand("gogo", procedural, "throw");
    }

    @AfterEach
    void stop() {
        processor.stop();
        streams.stop();
    }

    @Test
    void endsAtTheFirstFailureWithItsCode() {
        assertEquals(2, script.run("test", "say before\nrun\nsay after", List.of(), true));
        assertEquals("[before]", text(out).strip());
        assertEquals(
                "clade: test:2: run lacks <variant>; clade run --help says what it takes.",
                text(err).strip());
    }

    @Test
    void keepsGoingWhereToldTo() {
        assertEquals(2, script.run("test", "run\nsay after", List.of(), false));
        assertEquals("[after]", text(out).strip());
    }

    @Test
    void unknownCommandsAreRefused() {
        assertEquals(2, script.run("test", "stattus\nsay after", List.of(), true));
        assertTrue(text(err).contains("Did you mean status?"), text(err));
        assertFalse(text(out).contains("after"));
    }

    @Test
    void failuresGuardTheRestOfALine() {
        assertEquals(2, script.run("test", "run && say yes\nrun || say no", List.of(), false));
        assertEquals("[no]", text(out).strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            textBlock =
                    """
            foo                    ! There is no command “foo”
            foo %(                 ! The text ends too early
            )                      ! “)” cannot be read as a command: “)” is unexpected
            say 'x                 ! The text ends too early: “'” is missing.
            cat /none              ! “
            cat none > /none/x     ! There is no file or folder “/none/x”.
            $none x                ! $none is empty, so there is no command to run.
            throw broken           ! broken
            say %(1 +)             ! The shell cannot evaluate
            say (source /none)     ! There is no script “/none”
            each [1] { cat /none } ! “
            odd                    ! Clade failed at “odd”.
            exit x                 ! exit takes a whole number
            """)
    void everyMistakeNamesFileAndLine(String mistake, String sentence) {
        int code = script.run("bad.clade", "say fine\n\n  " + mistake + "\nsay after\n", List.of(), true);
        assertTrue(code == 1 || code == 2, mistake + " ended with " + code);
        assertTrue(text(err).startsWith("clade: bad.clade:3: " + sentence), text(err));
        assertEquals(1, text(err).lines().count(), text(err));
        assertFalse(text(err).matches("(?s).*(Exception|java\\.|org\\.|gogo).*"), text(err));
        assertFalse(text(out).contains("after"), text(out));
    }

    @Test
    void aFailureBeforeAPipeIsASentenceToo() {
        assertEquals(1, script.run("bad.clade", "odd | say after", List.of(), true));
        assertTrue(text(err).startsWith("clade: bad.clade:1: Clade failed at “odd”."), text(err));
        assertEquals(1, text(err).lines().count(), text(err));
    }

    @Test
    void aByteOrderMarkIsNoCommand() {
        assertEquals(0, script.run("test", "\ufeffsay a\r\nsay b\r\n", List.of(), true));
        assertEquals(List.of("[a]", "[b]"), text(out).lines().toList());
    }

    @Test
    void homeIsTheUsersFolder() {
        assertEquals(0, script.run("test", "say $HOME/photos", List.of(), true));
        assertEquals(
                "[" + System.getProperty("user.home") + "/photos]", text(out).strip());
    }

    @Test
    void aCommandBeforeAPipeNeedNotWriteAll() {
        assertEquals(0, script.run("test", "help | head -3", List.of(), true));
        assertEquals(3, text(out).lines().count(), text(out));
        assertEquals("", text(err));
    }

    @Test
    void manIsHelpAndExitExplainsItself() {
        assertEquals(0, script.run("test", "man run | head -1\nexit --help\nexit -h", List.of(), true));
        assertTrue(text(out).startsWith("Usage: clade run"), text(out));
        assertTrue(text(out).contains("Usage: exit [<code>]"), text(out));
    }

    @Test
    void knowsItsArguments() {
        assertEquals(0, script.run("test", "say $1 $args", List.of("a b", "c"), true));
        assertEquals("[a b, a b, c]", text(out).strip());
    }

    @Test
    void exitEndsIt() {
        assertEquals(7, script.run("test", "exit 7\nsay after", List.of(), true));
        assertEquals("", text(out));
        script.run("test", "exit soon || say no", List.of(), false);
        assertEquals("[no]", text(out).strip());
        assertEquals(
                "clade: test:1: exit takes a whole number from 0 to 255, not “soon”.",
                text(err).strip());
    }

    @Test
    void whatCannotBeReadIsSaidInOneSentence() {
        assertEquals(2, script.run("x.clade", "say ${", List.of(), true));
        assertEquals(1, text(err).lines().count());
        assertEquals(
                "clade: x.clade:1: The text ends too early: “}” is missing.",
                text(err).strip());
    }

    @Test
    void anInterruptionStopsTheRunBeforeTheScriptEnds() throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread thread = new Thread(() -> code.complete(script.run("test", "run a\nsay after", List.of(), true)));
        thread.start();
        for (int i = 0; i < 500 && runs.runs().isEmpty(); i++) {
            Thread.sleep(10);
        }
        thread.interrupt();
        assertEquals(130, code.get(10, TimeUnit.SECONDS));
        assertTrue(runs.runs().get(0).state().ended());
        assertTrue(text(out).contains("ACC"), "the run's result is shown: " + text(out));
        assertFalse(text(out).contains("after"));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(Charset.defaultCharset());
    }
}

package org.clade.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.clade.api.data.DataService;
import org.clade.api.data.Split;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.shell.Cli;
import org.clade.shell.FakeComposer;
import org.clade.shell.FakeData;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeVariants;
import org.clade.shell.gogo.language.CommandText;
import org.clade.shell.gogo.language.GlobFunction;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal with input from a test. */
class InteractiveShellTest {
    private final FakeComposer composer = new FakeComposer();

    @TempDir
    private Path folder;

    private final FakeRuns runs = FakeRuns.endless(Map.of("acc", 0.5));
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(streams);
    private final ActiveCommands active = new ActiveCommands();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final CompletableFuture<InteractiveShell> shell = new CompletableFuture<>();
    private Terminal terminal;
    private Thread user;

    @BeforeEach
    void start() throws IOException {
        streams.start();
        Cli cli = new Cli(new FakeServices()
                .with(RunService.class, runs)
                .with(VariantService.class, new FakeVariants())
                .with(VariantComposer.class, composer)
                .with(DataService.class, new FakeData(true)));
        processor.addCommand("clade", new SourceFunction(), "source");
        processor.addCommand("gogo", new PosixFunction("cat", processor), "cat");
        for (String name : List.of("run", "status", "stop", "help")) {
            processor.addCommand("clade", new CladeFunction(cli, active, List.of(name)), name);
        }
        processor.addCommand("clade", new CladeFunction(cli, active, List.of()), "default");
        processor.addCommand("clade", new ExitFunction(), "exit");
        processor.addCommand("clade", new Completion(cli), "_complete");
        processor.addCommand("clade", new InstallCompletions(cli.catalog()), "_completions");
        processor.addCommand("gogo", new Builtin(), "complete");
        processor.addCommand("clade", new GlobFunction(), "_glob");
        Function say = (session, words) -> {
            System.out.println("it says " + words);
            return null;
        };
        processor.addCommand("gogo", say, "say");
        processor.addCommand("felix", say, "stop");
        terminal = new ExternalTerminal("test", "ansi", new PipedInputStream(keyboard), screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(100, 40));
        user = new Thread(this::session, "shell");
        user.setDaemon(true);
        user.start();
    }

    private void session() {
        try {
            InteractiveShell mine =
                    new InteractiveShell(processor, streams, folder.resolve("none"), () -> runs.runs().stream()
                            .filter(run -> !run.state().ended())
                            .toList());
            shell.complete(mine);
            code.complete(mine.run(terminal, Optional.of(folder.resolve("history")), List.of("Welcome.")));
        } catch (Exception e) { // the test fails with it
            code.completeExceptionally(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        shell.get(5, TimeUnit.SECONDS).terminate(); // before its streams, which would come back
        user.join(5000);
        terminal.close();
        processor.stop();
        streams.stop();
    }

    @Test
    void welcomesAsksAndLeaves() throws Exception {
        awaitText("clade> ");
        assertTrue(text().contains("Welcome."), text());
        type("exit 3\r");
        assertEquals(3, code.get(10, TimeUnit.SECONDS));
    }

    @Test
    void theEndOfInputLeavesToo() throws Exception {
        awaitText("clade> ");
        type("\u0004");
        assertEquals(0, code.get(10, TimeUnit.SECONDS));
    }

    @Test
    void leavingARunAsksOnceAndNamesResume() throws Exception {
        awaitText("clade> ");
        type("run gatcluster-28 --detach\r");
        awaitText("in the background");
        type("\u0004");
        awaitText("resume " + runs.runs().get(0).id());
        type("say still here\r");
        awaitText("it says [still, here]");
        type("exit 4\r");
        type("exit 4\r");
        assertEquals(4, code.get(10, TimeUnit.SECONDS));
        assertEquals(2, text().split("still trains", -1).length - 1, text());
    }

    @Test
    void whatIsTypedPassesAsItIs() throws Exception {
        awaitText("clade> ");
        type("say conv(width=1) 50% wow!! ~\r");
        awaitText("it says [conv(width=1), 50%, wow!!, " + CommandText.home() + "]");
        type("conv(x=1)\r");
        awaitText("“conv(x=1)” fits no file and is no command");
        type("cat none\r");
        awaitText("there is no such file or folder");
        assertFalse(text().contains("Exception"), text());
    }

    @Test
    void sourceNamesTheLine() throws Exception {
        Path script = Files.writeString(folder.resolve("bad.clade"), "say fine\n\nfoo\n");
        awaitText("clade> ");
        type("source " + script + "\r");
        awaitText("bad.clade:3: There is no command “foo”");
    }

    @Test
    void longListsAreReadPageByPage() throws Exception {
        terminal.setSize(new Size(100, 6));
        awaitText("clade> ");
        type("help run\r");
        awaitText("Space goes on");
        assertFalse(text().contains("exit code 5"), text());
        type("G");
        awaitText("exit code 5");
        type("q");
        type("say done\r");
        awaitText("it says [done]");
        type("help run | cat\r");
        type("say piped\r");
        awaitText("it says [piped]");
    }

    @Test
    void errorsAreSentencesAndTheirCodeIsKept() throws Exception {
        awaitText("clade> ");
        type("stattus\r");
        awaitText("Did you mean status?");
        type("say code $code\r");
        awaitText("it says [code, 2]");
        assertFalse(text().contains("Exception"), text());
    }

    @Test
    void stopIsCladesUnlessItsScopeSaysOtherwise() throws Exception {
        awaitText("clade> ");
        type("stop\r");
        awaitText("No run is active in this process");
        type("felix:stop 5\r");
        awaitText("it says [5]");
    }

    @Test
    void tabCompletesCommandsAndOptions() throws Exception {
        awaitText("clade> ");
        type("stat\t\r");
        awaitText("There is no run in this process");
        type("run gatcluster-28 --det\t\r");
        awaitText("in the background");
        assertEquals("gatcluster-28", runs.requests.get(0).variant());
        runs.runs().get(0).stop();
        awaitText("20260102-030405-s1 stopped, ACC 0.500.");
    }

    @Test
    void tabCompletesVariantsDataWordsAndKeys() throws Exception {
        awaitText("clade> ");
        type("run go\t--data fash\t--split te\t--set back\tx --det\t\r");
        awaitText("in the background");
        RunRequest request = runs.requests.get(0);
        assertEquals("good", request.variant());
        assertEquals("fashion-mnist-10k", request.data());
        assertEquals(Split.TEST, request.split());
        assertEquals(Map.of("backbone", "x"), request.changes());
    }

    @Test
    void tabCompletesOwnVariantsAndTheirParts() throws Exception {
        awaitText("clade> ");
        type("variant:save p\t\r");
        awaitText("poor is saved");
        type("variant:derive go\t--as mine --without entr\t--set bat\t7\r");
        awaitText("good is ready to run");
        assertEquals(List.of("save poor", "derive good mine without entropy, batch=7"), composer.calls);
    }

    @Test
    void anInterruptStopsTheRunAndNotTheShell() throws Exception {
        awaitText("clade> ");
        type("run gatcluster-28\r");
        awaitText("training, epoch 2/4");
        terminal.raise(Terminal.Signal.INT);
        awaitText("Stopping after this step");
        awaitText("run folder");
        assertEquals(RunState.STOPPED, runs.runs().get(0).state());
        type("say code $code\r");
        awaitText("it says [code, 130]");
    }

    @Test
    void terminationEndsTheShellWhileItReads() throws Exception {
        awaitText("clade> ");
        shell.get(1, TimeUnit.SECONDS).terminate();
        code.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatWasTypedIsRemembered() throws Exception {
        awaitText("clade> ");
        type("say once\r");
        awaitText("it says [once]");
        type("exit\r");
        code.get(10, TimeUnit.SECONDS);
        assertTrue(Files.readString(folder.resolve("history")).contains("say once"));
    }

    private void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void awaitText(String wanted) throws InterruptedException {
        for (int i = 0; i < 1000 && !text().contains(wanted); i++) {
            Thread.sleep(10);
        }
        assertTrue(text().contains(wanted), () -> "“" + wanted + "” never came, but: " + text());
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}

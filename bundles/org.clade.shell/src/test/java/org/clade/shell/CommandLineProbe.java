package org.clade.shell;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.clade.shell.context.Console;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import org.clade.shell.context.Screen;
import org.clade.shell.service.Services;

/** Runs commands as a command line does and keeps what they write. */
public final class CommandLineProbe {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Cli cli;
    private final boolean interactive;
    private final Screen screen;
    private boolean alone;
    private Path folder = Path.of("").toAbsolutePath();

    /** The exit code of the latest command. */
    public int code;

    private CommandLineProbe(Services services, boolean interactive, Screen screen) {
        this.cli = new Cli(services);
        this.interactive = interactive;
        this.screen = screen;
    }

    /** {@return a command line whose output goes to files} */
    public static CommandLineProbe batch(Services services) {
        return new CommandLineProbe(services, false, Screen.NONE);
    }

    /** {@return a command line whose process ends with the command} */
    public static CommandLineProbe single(Services services) {
        CommandLineProbe probe = batch(services);
        probe.alone = true;
        return probe;
    }

    /** {@return an interactive shell on a terminal of 100 columns} */
    public static CommandLineProbe shell(Services services) {
        return new CommandLineProbe(services, true, new Screen() {
            @Override
            public boolean terminal() {
                return true;
            }

            @Override
            public int width() {
                return 100;
            }
        });
    }

    /** {@return this, with another current folder} */
    public CommandLineProbe in(Path elsewhere) {
        folder = elsewhere;
        return this;
    }

    /** Runs a command. */
    public CommandLineProbe run(String... words) {
        return run(new Interruption(), words);
    }

    /** Runs a command that may be interrupted. */
    public CommandLineProbe run(Interruption interruption, String... words) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen);
        Context context = cli.context(console, interruption, folder, interactive);
        code = cli.execute(alone ? context.byItself() : context, List.of(words));
        return this;
    }

    /** {@return standard output} */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@return standard error} */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** {@return the one JSON document on standard output} */
    public JsonElement json() {
        return JsonParser.parseString(out());
    }
}

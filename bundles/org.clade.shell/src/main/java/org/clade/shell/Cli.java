package org.clade.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.Console;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.context.Failure;
import org.clade.shell.context.Interruption;
import org.clade.shell.context.Usage;
import org.clade.shell.service.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/** Runs one command: finds it, turns exceptions into messages, returns the exit code. */
@Component(service = Cli.class)
public final class Cli {

    private static final String DEBUG = "--debug";

    private final Services services;
    private final CommandCatalog catalog = new CommandCatalog();

    @Activate
    public Cli(@Reference Services services) {
        this.services = services;
    }

    /** {@return the services that commands call} */
    public Services services() {
        return services;
    }

    /** {@return the commands} */
    public CommandCatalog catalog() {
        return catalog;
    }

    /**
     * The context of a command.
     *
     * @param console where it writes
     * @param interruption handles Ctrl-C
     * @param folder the base of relative paths
     * @param interactive whether the user typed it into the shell
     * @return the context
     */
    public Context context(Console console, Interruption interruption, Path folder, boolean interactive) {
        return new Context(services, console, interruption, folder, interactive, false, "");
    }

    /**
     * Runs a command.
     *
     * @param context the context of the command
     * @param arguments its name and its arguments; {@code variant list} is {@code variant:list}
     * @return the exit code
     */
    public int execute(Context context, List<String> arguments) {
        List<String> words = catalog.spelled(arguments);
        String name = words.get(0);
        if (name.equals("--version") || name.equals("-V")) {
            context.console().out().println("Clade " + services.platform().version());
            return ExitCode.DONE;
        }
        try {
            CommandLine command = catalog.create(name, context);
            command.setOut(new PrintWriter(context.console().out(), true));
            command.setParameterExceptionHandler(
                    (e, args) -> failed(context, words, new RefusedException(Usage.sentence(name, e), e)));
            command.setExecutionExceptionHandler((e, line, parsed) -> failed(context, words, e));
            return command.execute(words.subList(1, words.size()).toArray(String[]::new));
        } catch (RuntimeException | Error e) { // the user gets a sentence for any exception
            return failed(context, words, e);
        }
    }

    private static int failed(Context context, List<String> words, Throwable thrown) {
        Failure failure = Failure.of(thrown, String.join(" ", words));
        if (failure.code() != ExitCode.INTERRUPTED) {
            context.complain(failure.sentence());
            if (words.contains(DEBUG)) {
                Failure.trace(thrown).forEach(context.console().err()::println);
            }
        }
        return failure.code();
    }
}

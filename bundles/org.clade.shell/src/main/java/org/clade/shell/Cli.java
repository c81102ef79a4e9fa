package org.clade.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.shell.service.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs one command: finds it, answers for what it throws, gives the exit code. */
@Component(service = Cli.class)
public final class Cli {

    private static final String DEBUG = "--debug";

    private final Services services;
    private final CommandCatalog catalog = new CommandCatalog();

    /** Made by Declarative Services. */
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
     * What a command is run with.
     *
     * @param console where it writes
     * @param interruption how it is interrupted
     * @param folder the folder that relative paths start from
     * @param interactive whether it was typed into the shell
     * @return all of it
     */
    public Context context(Console console, Interruption interruption, Path folder, boolean interactive) {
        return new Context(services, console, interruption, folder, interactive, false);
    }

    /**
     * Runs a command.
     *
     * @param context what it is run with
     * @param arguments its name and its arguments; {@code variant list} is {@code variant:list}
     * @return the exit code
     */
    public int execute(Context context, List<String> arguments) {
        List<String> words = catalog.spelled(arguments);
        boolean debug = words.contains(DEBUG);
        String name = words.get(0);
        if (name.equals("--version") || name.equals("-V")) {
            context.console().out().println("Clade " + services.platform().version());
            return ExitCode.DONE;
        }
        try {
            CommandLine command = catalog.create(name, context);
            command.setOut(new PrintWriter(context.console().out(), true));
            command.setParameterExceptionHandler((e, args) -> refused(context, Usage.sentence(name, e), e, debug));
            command.setExecutionExceptionHandler((e, line, parsed) -> failed(context, e, debug));
            return command.execute(words.subList(1, words.size()).toArray(String[]::new));
        } catch (RuntimeException | Error e) { // whatever it is, the user reads a sentence
            return failed(context, e, debug);
        }
    }

    private static int failed(Context context, Throwable failure, boolean debug) {
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof RefusedException || failure instanceof ParameterException) {
            return refused(context, failure.getMessage(), failure, debug);
        }
        complain(context, Failure.sentence(failure), failure, debug);
        return ExitCode.FAILED;
    }

    private static int refused(Context context, String sentence, Throwable failure, boolean debug) {
        complain(context, sentence, failure, debug);
        return ExitCode.REFUSED;
    }

    private static void complain(Context context, String sentence, Throwable failure, boolean debug) {
        context.complain(sentence);
        if (debug) {
            Failure.trace(failure).forEach(context.console().err()::println);
        }
    }
}

package org.clade.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** {@return what a command is run with} */
    public Context context(Console console, Interruption interruption, Path folder, boolean interactive) {
        return new Context(services, console, interruption, folder, interactive);
    }

    /**
     * Runs a command.
     *
     * @param context what it is run with
     * @param arguments its name and its arguments; {@code variant list} is {@code variant:list}
     * @return the exit code
     */
    public int execute(Context context, List<String> arguments) {
        List<String> words = joined(arguments);
        boolean debug = words.contains(DEBUG);
        try {
            if (words.isEmpty() || words.get(0).equals("--help") || words.get(0).equals("-h")) {
                words = List.of("help");
            } else if (words.get(0).equals("--version") || words.get(0).equals("-V")) {
                context.console().out().println("Clade " + services.platform().version());
                return ExitCode.DONE;
            } else if (words.get(0).equals(DEBUG) && words.size() > 1) {
                words = words.subList(1, words.size());
            }
            CommandLine command = command(context, words.get(0));
            command.setOut(new PrintWriter(context.console().out(), true));
            command.setParameterExceptionHandler((e, args) -> failed(context, e, debug));
            command.setExecutionExceptionHandler((e, line, parsed) -> failed(context, e, debug));
            return command.execute(words.subList(1, words.size()).toArray(String[]::new));
        } catch (RuntimeException | Error e) { // whatever it is, the user reads a sentence
            return failed(context, e, debug);
        }
    }

    private CommandLine command(Context context, String name) {
        List<String> group = group(name);
        if (!group.isEmpty()) {
            throw new RefusedException(
                    "%s stands for several commands; write one of %s.".formatted(name, String.join(", ", group)));
        }
        return catalog.create(name, context);
    }

    private List<String> group(String name) {
        return catalog.names().stream()
                .filter(command -> command.startsWith(name + ":"))
                .toList();
    }

    private List<String> joined(List<String> arguments) {
        if (arguments.size() < 2 || group(arguments.get(0)).isEmpty()) {
            return arguments;
        }
        List<String> words = new ArrayList<>(arguments);
        if (words.get(1).startsWith("-")) {
            return words;
        }
        words.set(0, words.get(0) + ":" + words.remove(1));
        return words;
    }

    private int failed(Context context, Throwable failure, boolean debug) {
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        String sentence =
                failure instanceof ParameterException wrong ? Usage.sentence(wrong) : Failure.sentence(failure);
        context.console().err().println((context.interactive() ? "" : "clade: ") + sentence);
        if (debug) {
            Failure.trace(failure).forEach(context.console().err()::println);
        }
        context.console().err().flush();
        return failure instanceof RefusedException || failure instanceof ParameterException
                ? ExitCode.REFUSED
                : ExitCode.FAILED;
    }
}

package org.clade.shell.gogo;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.api.runtime.BundleGuard;
import org.clade.shell.Cli;
import org.clade.shell.gogo.language.GlobFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers functions of Gogo for a shell or a script: Clade's commands and the usual tools of a shell. */
@Component(service = GogoFunctions.class)
public final class GogoFunctions {

    private static final String[] BUILTIN = {
        "format",
        "getopt",
        "new",
        "set",
        "tac",
        "type",
        "jobs",
        "fg",
        "bg",
        "keymap",
        "setopt",
        "unsetopt",
        "complete",
        "widget",
        "__files",
        "__directories"
    };
    private static final String[] PROCEDURAL = {
        "each", "if", "not", "throw", "try", "until", "while", "break", "continue"
    };
    private static final String[] POSIX = {
        "cat", "echo", "grep", "sort", "sleep", "cd", "pwd", "ls", "less", "watch", "head", "tail", "clear", "wc",
        "date"
    };

    /** Gogo calls the function with the highest ranking; functions of other bundles have 0. */
    private static final int RANKING = 100;

    private static final String GOGO = "gogo";

    private final BundleContext context;
    private final Cli cli;
    private final CommandProcessor processor;
    private final ThreadIO streams;
    private final ActiveCommands active = new ActiveCommands();
    private final List<ServiceRegistration<?>> registrations = new CopyOnWriteArrayList<>();
    private final ForeignFunctions foreign;

    @Activate
    public GogoFunctions(
            BundleContext context,
            @Reference Cli cli,
            @Reference CommandProcessor processor,
            @Reference ThreadIO streams) {
        this.context = context;
        this.cli = cli;
        this.processor = processor;
        this.streams = streams;
        this.foreign = foreign(context, streams);
    }

    /** Registers the functions and wraps those of other bundles, for a shell or a script; a command of Clade does not need them. */
    void open() {
        Completion completion = new Completion(cli);
        Builtin builtin = new Builtin();
        for (String name : BUILTIN) {
            register(GOGO, new ObjectFunction(name, () -> builtin, streams), name);
        }
        register(GOGO, new Procedural(), PROCEDURAL);
        for (String name : POSIX) {
            register(GOGO, new PosixFunction(name, processor), name);
        }
        register(GOGO, new HistoryFunction(), "history");
        register(GOGO, new SourceFunction(), "source");
        registrations.add(context.registerService(
                Converter.class, new Converters(context.getBundle(0).getBundleContext()), null));
        cli.catalog().names().forEach(this::command);
        for (BundleGuard.Change change : BundleGuard.Change.values()) {
            GuardedFunction guarded = new GuardedFunction(context, cli.services(), change, streams);
            register(GuardedFunction.SCOPE, guarded, guarded.name());
        }
        register(SessionNames.CLADE, new CladeFunction(cli, active, List.of()), "default");
        register(SessionNames.CLADE, new CladeFunction(cli, active, List.of("help")), "man");
        register(SessionNames.CLADE, new ExitFunction(), "exit", "quit");
        register(SessionNames.CLADE, new GlobFunction(), "_glob");
        register(SessionNames.CLADE, completion, "_complete");
        register(SessionNames.CLADE, new InstallCompletions(cli.catalog()), "_completions");
        foreign.open();
    }

    /** {@return the active commands} */
    ActiveCommands active() {
        return active;
    }

    /**
     * Registers functions.
     *
     * @param scope their scope
     * @param target a function, or an object with methods of these names
     * @param names their names
     * @return the registration
     */
    ServiceRegistration<?> register(String scope, Object target, String... names) {
        return register(RANKING, scope, target, names);
    }

    /**
     * Registers functions.
     *
     * @param ranking Gogo calls the function with the highest ranking
     * @param scope their scope
     * @param target a function, or an object with methods of these names
     * @param names their names
     * @return the registration
     */
    ServiceRegistration<?> register(int ranking, String scope, Object target, String... names) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(Constants.SERVICE_RANKING, ranking);
        properties.put(CommandProcessor.COMMAND_FUNCTION, Arrays.copyOf(names, names.length));
        ServiceRegistration<?> registration = context.registerService(Object.class, target, properties);
        registrations.add(registration);
        return registration;
    }

    /** Unregisters functions. */
    void unregister(ServiceRegistration<?> registration) {
        if (registrations.remove(registration)) {
            registration.unregister();
        }
    }

    @Deactivate
    void unregister() {
        foreign.close();
        List.copyOf(registrations).forEach(this::unregister);
    }

    private ForeignFunctions foreign(BundleContext context, ThreadIO streams) {
        try {
            return new ForeignFunctions(context, this, streams);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void command(String name) {
        int colon = name.indexOf(':');
        String scope = colon < 0 ? SessionNames.CLADE : name.substring(0, colon);
        register(scope, new CladeFunction(cli, active, List.of(name)), name.substring(colon + 1));
    }
}

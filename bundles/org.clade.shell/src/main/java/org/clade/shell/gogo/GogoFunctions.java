package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.clade.api.runtime.BundleGuard;
import org.clade.shell.Cli;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers the functions of Gogo: Clade's commands, and those that a shell is expected to have. */
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
        "history",
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

    /** Of two functions of one name the one with the higher ranking is called; those of other bundles have 0. */
    private static final int RANKING = 100;

    private final BundleContext context;
    private final Cli cli;
    private final ActiveCommands active = new ActiveCommands();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public GogoFunctions(BundleContext context, @Reference Cli cli, @Reference CommandProcessor processor) {
        this.context = context;
        this.cli = cli;
        Completion completion = new Completion(cli);
        register("gogo", new Builtin(), BUILTIN);
        register("gogo", new Procedural(), PROCEDURAL);
        register("gogo", new Posix(processor), POSIX);
        registrations.add(context.registerService(
                Converter.class, new Converters(context.getBundle(0).getBundleContext()), null));
        cli.catalog().names().forEach(this::command);
        for (BundleGuard.Change change : BundleGuard.Change.values()) {
            GuardedFunction guarded = new GuardedFunction(context, cli.services(), change);
            register(GuardedFunction.SCOPE, guarded, guarded.name());
        }
        register(SessionNames.CLADE, new CladeFunction(cli, active, List.of()), "default");
        register(SessionNames.CLADE, new ExitFunction(), "exit", "quit");
        register(SessionNames.CLADE, completion, "_complete");
        register(SessionNames.CLADE, new InstallCompletions(cli.catalog()), "_completions");
    }

    /** {@return the commands that run now} */
    ActiveCommands active() {
        return active;
    }

    /**
     * Registers functions.
     *
     * @param scope their scope
     * @param target a function, or an object with methods of the names
     * @param names their names
     * @return the registration
     */
    ServiceRegistration<?> register(String scope, Object target, String... names) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(Constants.SERVICE_RANKING, RANKING);
        properties.put(CommandProcessor.COMMAND_FUNCTION, Arrays.copyOf(names, names.length));
        ServiceRegistration<?> registration = context.registerService(Object.class, target, properties);
        registrations.add(registration);
        return registration;
    }

    @Deactivate
    void unregister() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    private void command(String name) {
        int colon = name.indexOf(':');
        String scope = colon < 0 ? SessionNames.CLADE : name.substring(0, colon);
        register(scope, new CladeFunction(cli, active, List.of(name)), name.substring(colon + 1));
    }
}

package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.BundleGuard;
import org.clade.shell.context.Failure;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Services;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A command of the framework that changes bundles; it asks a guard first. */
final class GuardedFunction implements Function {

    /** Their scope. */
    static final String SCOPE = "felix";

    private final BundleContext context;
    private final Services services;
    private final BundleGuard.Change change;
    private final ObjectFunction own;

    /**
     * A command.
     *
     * @param context finds the framework's own command
     * @param services has the guard
     * @param change the change; its name is the command's
     * @param streams the streams of threads
     */
    GuardedFunction(BundleContext context, Services services, BundleGuard.Change change, ThreadIO streams) {
        this.context = context;
        this.services = services;
        this.change = change;
        this.own = new ObjectFunction(name(), this::own, streams);
    }

    /** {@return the command's name} */
    String name() {
        return change.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        try {
            services.get(BundleGuard.class).check(change, bundles(session, arguments));
        } catch (RefusedException | MissingServiceException e) {
            FunctionEnd.with(session, Process.Utils.current(), Failure.of(e, name()));
            return null;
        }
        return own.execute(session, arguments);
    }

    /** The named bundles; for an update, the first word is the bundle, the second is the location. */
    private List<Long> bundles(CommandSession session, List<Object> arguments) {
        List<Long> ids = new ArrayList<>();
        for (Object argument : arguments) {
            boolean option = String.valueOf(argument).startsWith("-");
            if (!option && session.convert(Bundle.class, argument) instanceof Bundle bundle) {
                ids.add(bundle.getBundleId());
            }
            if (!option && change == BundleGuard.Change.UPDATE) {
                break;
            }
        }
        return ids;
    }

    private Object own() {
        String filter = "(&(%s=%s)(%s=%s))"
                .formatted(CommandProcessor.COMMAND_SCOPE, SCOPE, CommandProcessor.COMMAND_FUNCTION, name());
        ServiceReference<?>[] found;
        try {
            found = context.getAllServiceReferences(null, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.stream(found == null ? new ServiceReference<?>[0] : found)
                .filter(reference -> !context.getBundle().equals(reference.getBundle()))
                .map(context::getService)
                .findFirst()
                .orElseThrow(
                        () -> new RefusedException("The framework has no command %s:%s.".formatted(SCOPE, name())));
    }
}

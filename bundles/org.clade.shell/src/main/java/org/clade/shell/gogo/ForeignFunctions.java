package org.clade.shell.gogo;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The functions of other bundles. A wrapper makes control characters in their output visible and turns exceptions into
 * sentences: {@code felix:lb}, for example, prints headers of any bundle.
 */
final class ForeignFunctions extends ServiceTracker<Object, List<ServiceRegistration<?>>> {

    /** Above the ranking of other bundles' functions, below Clade's. */
    private static final int RANKING = 50;

    private final GogoFunctions functions;
    private final ThreadIO streams;

    /**
     * Tracks functions once opened.
     *
     * @param context the bundle's context
     * @param functions registers the wrappers
     * @param streams the streams of threads
     * @throws InvalidSyntaxException never
     */
    ForeignFunctions(BundleContext context, GogoFunctions functions, ThreadIO streams) throws InvalidSyntaxException {
        super(context, FrameworkUtil.createFilter("(" + CommandProcessor.COMMAND_FUNCTION + "=*)"), null);
        this.functions = functions;
        this.streams = streams;
    }

    @Override
    public List<ServiceRegistration<?>> addingService(ServiceReference<Object> reference) {
        List<ServiceRegistration<?>> registrations = new ArrayList<>();
        Object scope = reference.getProperty(CommandProcessor.COMMAND_SCOPE);
        if (scope != null && !context.getBundle().equals(reference.getBundle())) {
            for (String name : names(reference.getProperty(CommandProcessor.COMMAND_FUNCTION))) {
                ObjectFunction function = new ObjectFunction(name, () -> context.getService(reference), streams);
                registrations.add(functions.register(RANKING, scope.toString(), function, name));
            }
        }
        return registrations.isEmpty() ? null : registrations;
    }

    @Override
    public void removedService(ServiceReference<Object> reference, List<ServiceRegistration<?>> registrations) {
        registrations.forEach(functions::unregister);
    }

    private static List<String> names(Object property) {
        List<String> names = new ArrayList<>();
        if (property instanceof Object[] several) {
            for (Object one : several) {
                names.add(String.valueOf(one));
            }
        } else if (property instanceof Iterable<?> several) {
            several.forEach(one -> names.add(String.valueOf(one)));
        } else {
            names.add(String.valueOf(property));
        }
        return names;
    }
}

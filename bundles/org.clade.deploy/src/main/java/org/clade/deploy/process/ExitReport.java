package org.clade.deploy.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Tells the launcher which of the user's bundles ended Clade, and marks the bundle. The launcher shares no classes with
 * bundles, so this is a function from the call and its stack to a sentence; empty if the cause is unknown.
 */
public final class ExitReport implements BiFunction<String, StackTraceElement[], String> {

    /** The service property for the launcher. */
    public static final String PROPERTY = "clade.ended";

    private final BundleContext context;
    private final String location;
    private final ExitMarkers markers;

    /**
     * A report.
     *
     * @param context the context of this bundle
     * @param location the prefix of the locations of users' bundles, before the name of the jar and {@code #}
     * @param markers prevent another start of the bundle
     */
    public ExitReport(BundleContext context, String location, ExitMarkers markers) {
        this.context = context;
        this.location = location;
        this.markers = markers;
    }

    @Override
    public String apply(String call, StackTraceElement[] stack) {
        List<Bundle> users = users();
        Optional<String> sentence = called(users, stack)
                .map(bundle -> accused(jar(bundle), name(bundle), call))
                .or(() -> markers.current().map(start -> accused(start.jar(), start.bundle(), call)));
        if (sentence.isPresent()) {
            return sentence.get();
        }
        if (stack.length > 0 || users.isEmpty()) {
            return "";
        }
        return "Something %s before the command was done; if it was not a command, it was one of these bundles: %s."
                .formatted(
                        call, String.join(", ", users.stream().map(this::shown).toList()));
    }

    private String accused(String jar, String name, String call) {
        boolean marked = markers.ended(jar, name, call);
        return "%s (%s) %s and so ended Clade before the command was done. %s"
                .formatted(
                        name,
                        jar,
                        call,
                        marked
                                ? "It does not start again until its jar in deploy/ is replaced or touched."
                                : "Remove its jar from deploy/, or replace it.");
    }

    private String shown(Bundle bundle) {
        return "%s (%s)".formatted(name(bundle), jar(bundle));
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private String jar(Bundle bundle) {
        String place = bundle.getLocation().substring(location.length());
        int end = place.lastIndexOf('#');
        return end < 0 ? place : place.substring(0, end);
    }

    private List<Bundle> users() {
        List<Bundle> users = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(location)) {
                users.add(bundle);
            }
        }
        return users;
    }

    /** The bundle of the innermost call from a user's class. */
    private static Optional<Bundle> called(List<Bundle> users, StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            for (Bundle bundle : users) {
                if (has(bundle, frame.getClassName())) {
                    return Optional.of(bundle);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(Bundle bundle, String type) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return false;
        }
        String path = type.replace('.', '/');
        int name = path.lastIndexOf('/') + 1;
        return !wiring.listResources(
                        path.substring(0, name), path.substring(name) + ".class", BundleWiring.LISTRESOURCES_LOCAL)
                .isEmpty();
    }
}

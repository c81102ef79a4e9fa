package org.clade.deploy.inspect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/** Explains that a class was not found: which one, and what to do. */
public final class MissingClass {

    private static final Pattern NOT_FOUND = Pattern.compile(
            "java\\.lang\\.(?:ClassNotFoundException|NoClassDefFoundError): (?:L([\\w$/]+);|([\\w$./]+))");

    private MissingClass() {}

    /**
     * Finds a missing class among the causes of a failure.
     *
     * @param bundle symbolic name and version of the bundle that failed
     * @param failure its exception
     * @return a sentence, empty if no class was missing
     */
    public static Optional<String> sentence(String bundle, Throwable failure) {
        StringBuilder causes = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.append(cause).append('\n');
        }
        return sentence(bundle, causes.toString());
    }

    /**
     * Finds a missing class in a printed stack trace.
     *
     * @param bundle symbolic name and version of the bundle that failed
     * @param trace the stack trace
     * @return a sentence, empty if no class was missing
     */
    public static Optional<String> sentence(String bundle, String trace) {
        String name = null;
        for (Matcher matcher = NOT_FOUND.matcher(trace); matcher.find(); ) {
            String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (found.contains("/") || found.contains(".")) { // not "Could not initialize class"
                name = found.replace('/', '.');
            }
        }
        return Optional.ofNullable(name)
                .map(found ->
                        "%s needs the class %s, which is neither in its jar nor in a package that it imports; build the jar with"
                                        .formatted(bundle, found)
                                + " the class in it, or let bnd write Import-Package.");
    }

    /**
     * Tries to load a class of a bundle.
     *
     * @return a sentence, empty if the class is there
     */
    static Optional<String> loading(Bundle bundle, String type) {
        try {
            bundle.loadClass(type).getDeclaredConstructors();
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return sentence(bundle.getSymbolicName() + " " + bundle.getVersion(), e);
        }
    }
}

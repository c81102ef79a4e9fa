package org.clade.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Describes why bundles did not start. */
final class UnresolvedBundles {
    private static final Pattern REQUIREMENT = Pattern.compile("Unresolved requirement: (.+)");

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** Records that a bundle did not start. */
    void add(String bundle, Throwable failure) {
        reasons.putIfAbsent(bundle, reason(failure));
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** {@return one line per bundle} */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        reasons.forEach((bundle, reason) -> sentences.add("The bundle " + bundle + " did not start: " + reason + "."));
        return sentences;
    }

    static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }

    /** Finds the innermost unsatisfied requirement, which says more than the chain that leads to it. */
    private static String reason(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        String deepest = null;
        for (Matcher matcher = REQUIREMENT.matcher(message); matcher.find(); ) {
            deepest = matcher.group(1).trim();
        }
        if (deepest != null) {
            return "nothing provides " + deepest;
        }
        Throwable cause =
                failure instanceof BundleException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.lines().findFirst().orElse("").trim().replaceAll("\\.$", "");
    }
}

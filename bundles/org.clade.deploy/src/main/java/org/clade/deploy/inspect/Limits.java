package org.clade.deploy.inspect;

import java.time.Duration;
import org.osgi.framework.BundleContext;

/**
 * Time limits for users' code.
 *
 * @param start the limit for an activator or a component's constructor
 * @param promise the limit for one promise of a part's contract
 */
public record Limits(Duration start, Duration promise) {

    private static final String START = "clade.deploy.start.seconds";
    private static final String PROMISE = "clade.deploy.check.seconds";

    /** {@return the limits from the framework's properties} */
    public static Limits of(BundleContext context) {
        return new Limits(seconds(context, START, 20), seconds(context, PROMISE, 60));
    }

    private static Duration seconds(BundleContext context, String name, int otherwise) {
        String value = context.getProperty(name);
        try {
            return Duration.ofSeconds(value == null ? otherwise : Math.max(1, Integer.parseInt(value.trim())));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(otherwise);
        }
    }
}

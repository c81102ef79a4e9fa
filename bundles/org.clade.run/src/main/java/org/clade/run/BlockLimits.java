package org.clade.run;

import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * How long a step may wait for a part.
 *
 * @param tell until the user is told
 * @param stop until it is given up after a stop, where the part waits rather than computes
 * @param giveUp until it is given up in any case
 */
record BlockLimits(Duration tell, Duration stop, Duration giveUp) {

    /** {@return what the framework's properties say, {@code clade.run.*.seconds}} */
    static BlockLimits configured() {
        return new BlockLimits(seconds("tell", 60), seconds("stop", 30), seconds("giveup", 1800));
    }

    private static Duration seconds(String name, int otherwise) {
        Bundle bundle = FrameworkUtil.getBundle(BlockLimits.class);
        String key = "clade.run." + name + ".seconds";
        String value = bundle == null || bundle.getBundleContext() == null
                ? null
                : bundle.getBundleContext().getProperty(key);
        try {
            return Duration.ofSeconds(value == null ? otherwise : Math.max(1, Integer.parseInt(value.strip())));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(otherwise);
        }
    }
}

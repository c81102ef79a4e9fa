package org.clade.run.background;

import java.time.Duration;
import org.clade.run.support.FrameworkSetting;

/**
 * Limits for a step that waits for a part.
 *
 * @param tell until Clade warns the user
 * @param stop until Clade gives it up after a stop, if the part waits and does not compute
 * @param giveUp until Clade gives it up in any case
 */
record StallTimeouts(Duration tell, Duration stop, Duration giveUp) {

    /** {@return the limits in the framework's properties, {@code clade.run.*.seconds}} */
    static StallTimeouts configured() {
        return new StallTimeouts(seconds("tell", 60), seconds("stop", 30), seconds("giveup", 1800));
    }

    private static Duration seconds(String name, int otherwise) {
        try {
            return Duration.ofSeconds(FrameworkSetting.of("clade.run." + name + ".seconds")
                    .map(value -> Math.max(1, Integer.parseInt(value)))
                    .orElse(otherwise));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(otherwise);
        }
    }
}

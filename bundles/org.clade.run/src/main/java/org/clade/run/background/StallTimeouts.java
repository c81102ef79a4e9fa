package org.clade.run.background;

import java.time.Duration;
import org.clade.run.support.FrameworkSetting;

/**
 * How long a step may wait for a part.
 *
 * @param tell until the user is warned
 * @param stop until it is given up after a stop, if the part waits rather than computes
 * @param giveUp until it is given up in any case
 */
record StallTimeouts(Duration tell, Duration stop, Duration giveUp) {

    /** {@return what the framework's properties say, {@code clade.run.*.seconds}} */
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

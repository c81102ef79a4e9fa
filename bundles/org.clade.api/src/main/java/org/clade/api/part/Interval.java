package org.clade.api.part;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A closed interval of numbers.
 *
 * @param min its lower end
 * @param max its upper end, at least {@code min}
 */
public record Interval(double min, double max) {

    /** Checks that {@code min} is at most {@code max}. */
    public Interval {
        if (!(min <= max)) {
            throw new IllegalArgumentException(min + ".." + max + " is not an interval");
        }
    }

    /**
     * Reads the written form.
     *
     * @param text {@code 0.8..1.2}; one number {@code a} stands for {@code a..a}
     * @return the interval; empty if the text is not one
     */
    static Optional<Interval> parse(String text) {
        int dots = text.indexOf("..");
        OptionalDouble min = NumberParser.number(dots < 0 ? text : text.substring(0, dots));
        OptionalDouble max = dots < 0 ? min : NumberParser.number(text.substring(dots + 2));
        boolean clear = !text.contains("...") && min.isPresent() && max.isPresent();
        return clear && min.getAsDouble() <= max.getAsDouble()
                ? Optional.of(new Interval(min.getAsDouble(), max.getAsDouble()))
                : Optional.empty();
    }

    /** {@return the interval as recipes write it, {@code 0.8..1.2}} */
    @Override
    public String toString() {
        return Option.plain(min) + ".." + Option.plain(max);
    }
}

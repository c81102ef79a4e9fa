package org.clade.api.part;

/**
 * A closed interval of numbers.
 *
 * @param min its lower end
 * @param max its upper end, at least {@code min}
 */
public record Interval(double min, double max) {

    /** Checks the order. */
    public Interval {
        if (!(min <= max)) {
            throw new IllegalArgumentException(min + ".." + max + " is not an interval");
        }
    }

    /** {@return the interval as recipes write it, {@code 0.8..1.2}} */
    @Override
    public String toString() {
        return Option.plain(min) + ".." + Option.plain(max);
    }
}

package org.clade.shell.command;

import java.util.OptionalInt;
import org.clade.api.part.RefusedException;

/** Checks the numbers of options. */
public final class WholeNumber {

    private WholeNumber() {}

    /**
     * Checks a number for which 0 means the default.
     *
     * @param option the name of the option
     * @param value its value
     * @return the value
     * @throws RefusedException if it is negative
     */
    public static int notNegative(String option, int value) {
        if (value < 0) {
            throw new RefusedException(
                    "%s must not be negative but is %s; give a whole number from 0, where 0 means the default."
                            .formatted(option, value));
        }
        return value;
    }

    /** {@return the number of an option; empty for 0, which means the default} */
    public static OptionalInt given(String option, int value) {
        return notNegative(option, value) == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}

package org.clade.base.json;

import java.util.Arrays;
import java.util.Optional;
import org.clade.api.run.RunOutcome;

/** The exit codes of processes that end with a run; {@code summary.json} keeps them as {@code exit_code}. */
public final class ExitCodes {

    private ExitCodes() {}

    /** {@return the exit code of an outcome} */
    public static int of(RunOutcome outcome) {
        return switch (outcome) {
            case COMPLETED, UNFINISHED -> 0;
            case FAILED -> 1;
            case REFUSED -> 2;
            case COLLAPSED -> 5;
            case STOPPED -> 130;
            case TERMINATED -> 143;
        };
    }

    /** {@return the outcome of an exit code, if there is one} */
    public static Optional<RunOutcome> outcome(int code) {
        return Arrays.stream(RunOutcome.values())
                .filter(outcome -> of(outcome) == code)
                .findFirst();
    }
}

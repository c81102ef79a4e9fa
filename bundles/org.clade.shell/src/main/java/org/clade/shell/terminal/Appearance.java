package org.clade.shell.terminal;

import java.util.function.UnaryOperator;

/**
 * What the user's environment says about terminals.
 *
 * @param colors whether colors are welcome: {@code NO_COLOR} is not set
 * @param dumb whether the terminal obeys no escapes: {@code TERM} is {@code dumb}
 */
public record Appearance(boolean colors, boolean dumb) {

    /** The environment of this process. */
    public static final Appearance OF_PROCESS = of(System::getenv);

    /**
     * Reads an environment.
     *
     * @param environment values by name
     * @return what it says
     */
    static Appearance of(UnaryOperator<String> environment) {
        String refused = environment.apply("NO_COLOR");
        boolean dumb = "dumb".equals(environment.apply("TERM"));
        return new Appearance((refused == null || refused.isEmpty()) && !dumb, dumb);
    }

    /** {@return whether plain lines are wanted, without any escape} */
    public boolean plain() {
        return dumb || !colors;
    }
}

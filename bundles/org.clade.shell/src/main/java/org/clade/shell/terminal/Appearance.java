package org.clade.shell.terminal;

import java.util.function.UnaryOperator;

/**
 * Settings for terminals from the user's environment.
 *
 * @param colors whether to use colors: {@code NO_COLOR} is not set
 * @param dumb whether the terminal has no escapes: {@code TERM} is {@code dumb}
 */
public record Appearance(boolean colors, boolean dumb) {

    /** The environment of this process. */
    public static final Appearance OF_PROCESS = of(System::getenv);

    /**
     * Reads an environment.
     *
     * @param environment values by name
     * @return the settings
     */
    static Appearance of(UnaryOperator<String> environment) {
        String refused = environment.apply("NO_COLOR");
        boolean dumb = "dumb".equals(environment.apply("TERM"));
        return new Appearance((refused == null || refused.isEmpty()) && !dumb, dumb);
    }

    /** {@return whether to print plain lines without escapes} */
    public boolean plain() {
        return dumb || !colors;
    }
}

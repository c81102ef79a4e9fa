package org.clade.shell.gogo;

/** Variables of a Gogo session that Clade uses. */
final class SessionNames {

    /** The home folder of the user, as in other shells. */
    static final String HOME = "HOME";

    /** The exit code of the latest command; {@code $code} in the shell. */
    static final String CODE = "code";

    /** The scopes for a command's name, in order: {@code stop} is Clade's, {@code felix:stop} is not. */
    static final String SCOPE = "SCOPE";

    /** The value of {@link #SCOPE}. */
    static final String SCOPES = "clade:gogo:felix:*";

    /** Set if a failing command ends the session. */
    static final String STRICT = ".clade.strict";

    /** The current script of the session, by its name in messages. */
    static final String SCRIPT = ".clade.script";

    /** The interactive shell of the session, if it is one. */
    static final String SHELL = ".clade.shell";

    /** The scope of commands without one in their name. */
    static final String CLADE = "clade";

    private SessionNames() {}
}

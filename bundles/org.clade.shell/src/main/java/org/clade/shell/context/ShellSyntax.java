package org.clade.shell.context;

import java.io.IOException;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;

/** Explains errors of Gogo, the language of the shell. */
final class ShellSyntax {

    private static final String GOGO = "org.apache.felix.gogo.";
    private static final String QUOTES = "put a text with special characters in quotes, as in '50%'";
    private static final String NO_MATCH = "no matches found: ";
    private static final String NO_SHAPE = "Cannot coerce ";
    private static final String NOT_SET = ": parameter not set";
    private static final String EMPTY = "Command name evaluates to null: ";
    private static final int NEAR = 3;

    private ShellSyntax() {}

    /**
     * Explains an error in the language.
     *
     * @param failure what was thrown
     * @param typed the command, as typed
     * @return the message, if it is such an error
     */
    static Optional<String> sentence(Throwable failure, String typed) {
        Throwable mistake = failure.getCause() instanceof SyntaxError syntax ? syntax : failure;
        String message = String.valueOf(mistake.getMessage());
        if (mistake instanceof EOFError end) {
            return Optional.of("The text ends too early: %s is missing.".formatted(missing(end)));
        }
        if (mistake instanceof SyntaxError) {
            return Optional.of("“%s” cannot be read as a command: %s; %s.".formatted(typed, reason(message), QUOTES));
        }
        if (mistake instanceof CommandNotFoundException unknown) {
            return Optional.of("There is no command “%s”; help lists the commands.".formatted(unknown.getCommand()));
        }
        if (mistake instanceof IOException && message.startsWith(NO_MATCH)) {
            return Optional.of(
                    "“%s” fits no file and is no command; %s.".formatted(message.substring(NO_MATCH.length()), QUOTES));
        }
        return ofGogo(mistake) ? Optional.of(evaluation(mistake, message, typed)) : Optional.empty();
    }

    private static String evaluation(Throwable mistake, String message, String typed) {
        if (message.startsWith(NO_SHAPE)) {
            String name =
                    message.substring(NO_SHAPE.length()).replaceAll("\\(.*", "").strip();
            return "“%s” does not take these words; type %s says what it takes.".formatted(name, name);
        }
        if (message.endsWith(NOT_SET)) {
            return "The variable %s is not set.".formatted(message.substring(0, message.length() - NOT_SET.length()));
        }
        if (message.startsWith(EMPTY)) {
            return "%s is empty, so there is no command to run.".formatted(message.substring(EMPTY.length()));
        }
        boolean user = mistake.getStackTrace()[0].getMethodName().equals("doThrow"); // the command throw
        return user && mistake.getMessage() != null
                ? message
                : "The shell cannot evaluate “%s”; %s.".formatted(typed, QUOTES);
    }

    private static String missing(EOFError end) {
        String missing = String.valueOf(end.missing());
        String kind = missing.substring(missing.lastIndexOf(' ') + 1);
        return switch (kind) {
            case "pipe" -> "a command after “|”";
            case "redir" -> "a file name after “>” or “<”";
            case "heredoc" -> "the line that ends the text after “<<”";
            case "escape" -> "the character after “\\”";
            case "sequence" -> "the bracket “)”";
            case "closure" -> "the bracket “}”";
            case "array" -> "the bracket “]”";
            default -> "“%s”".formatted(end.repair().strip());
        };
    }

    private static String reason(String message) {
        if (message.startsWith("unexpected token '")) {
            return "“%s” is unexpected here".formatted(message.replaceAll("unexpected token '(.*?)'.*", "$1"));
        }
        if (message.startsWith("bad unicode")) {
            return "“\\u” wants four digits, as in \\u00e9";
        }
        return message.startsWith("bad expression") ? "“%” begins an expression, %(1 + 2)" : "it has a mistake";
    }

    /** {@return whether Gogo or its evaluation threw it} */
    private static boolean ofGogo(Throwable mistake) {
        StackTraceElement[] trace = mistake.getStackTrace();
        for (int i = 0; i < Math.min(NEAR, trace.length); i++) {
            if (trace[i].getClassName().startsWith(GOGO)) {
                return true;
            }
            if (!trace[i].getClassName().startsWith("java.")) {
                return false;
            }
        }
        return false;
    }
}

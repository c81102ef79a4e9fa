package org.clade.shell;

import java.util.ArrayList;
import java.util.List;
import org.clade.shell.service.MissingServiceException;

/** Says in words what went wrong. */
final class Failure {

    private Failure() {}

    /** {@return one sentence for the user} */
    static String sentence(Throwable failure) {
        if (failure instanceof MissingServiceException) {
            return failure.getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "Java's memory is used up; give it more, as in CLADE_OPTS=-Xmx4g, or take fewer images with --limit.";
        }
        String message = failure.getMessage();
        return "The command failed: %s%s; --debug shows where."
                .formatted(
                        failure.getClass().getSimpleName(),
                        message == null
                                ? ""
                                : " (" + message.strip().lines().findFirst().orElse("") + ")");
    }

    /** {@return where it happened, line by line} */
    static List<String> trace(Throwable failure) {
        List<String> lines = new ArrayList<>();
        String relation = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            lines.add(relation + cause);
            for (StackTraceElement place : cause.getStackTrace()) {
                lines.add("    at " + place);
            }
            relation = "because of ";
        }
        return lines;
    }
}

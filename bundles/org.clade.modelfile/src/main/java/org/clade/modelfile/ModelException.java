package org.clade.modelfile;

/** A network cannot be loaded, or cannot compute with its input. The message is a reason that can follow a colon. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * An exception.
     *
     * @param reason why, without a full stop
     * @param cause the cause
     */
    public ModelException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /**
     * The essence of a library's message.
     *
     * @param failure what the library threw
     * @return the line that says what happened, without a full stop
     */
    public static String reason(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String last = "";
        for (String line : text.split("\\R")) {
            String stripped = line.strip();
            if (stripped.contains("Error: ")) {
                return end(stripped.substring(stripped.lastIndexOf("Error: ") + "Error: ".length()));
            }
            last = last.isEmpty() ? stripped : last;
        }
        return end(last);
    }

    private static String end(String line) {
        return line.replaceAll("[.:,\\s]+$", "");
    }
}

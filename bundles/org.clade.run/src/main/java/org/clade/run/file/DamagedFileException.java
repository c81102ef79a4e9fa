package org.clade.run.file;

import java.nio.file.Path;
import org.clade.api.part.RefusedException;

/** Thrown if a file of a run folder is not as Clade wrote it. */
public final class DamagedFileException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A damaged file.
     *
     * @param file the file
     * @param reason the fault, with the name of the entry, without a period
     * @param advice what to do, without a period
     * @param cause shown only with {@code --debug}; null if there is none
     */
    public DamagedFileException(Path file, String reason, String advice, Throwable cause) {
        super("%s is damaged: %s; %s.".formatted(file, reason, advice), cause);
        this.reason = reason;
    }

    /** {@return the fault, without a period} */
    public String reason() {
        return reason;
    }
}

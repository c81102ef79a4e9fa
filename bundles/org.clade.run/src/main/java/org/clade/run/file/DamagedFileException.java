package org.clade.run.file;

import java.nio.file.Path;
import org.clade.api.part.RefusedException;

/** A file of a run folder is not as Clade wrote it. */
public final class DamagedFileException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A damaged file.
     *
     * @param file the file
     * @param reason what is wrong with it, naming the entry, without a full stop
     * @param advice what to do, without a full stop
     * @param cause shown only with {@code --debug}; null where there is none
     */
    public DamagedFileException(Path file, String reason, String advice, Throwable cause) {
        super("%s is damaged: %s; %s.".formatted(file, reason, advice), cause);
        this.reason = reason;
    }

    /** {@return what is wrong with it, without a full stop} */
    public String reason() {
        return reason;
    }
}

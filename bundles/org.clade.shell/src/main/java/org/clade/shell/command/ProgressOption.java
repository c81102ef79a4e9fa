package org.clade.shell.command;

import org.clade.shell.progress.ProgressMode;
import picocli.CommandLine.Option;

/** The option for progress. */
public final class ProgressOption {

    @Option(
            names = "--progress",
            paramLabel = "<how>",
            defaultValue = "auto",
            description = "Progress on standard error: auto, bar, plain, json or none. Default: ${DEFAULT-VALUE}.")
    private ProgressMode mode;

    /** {@return the mode} */
    public ProgressMode mode() {
        return mode;
    }
}

package org.clade.shell.command;

import picocli.CommandLine.Option;

/** The option for the seed. */
public final class SeedOption {

    @Option(
            names = "--seed",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Decides everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** {@return the seed} */
    public long seed() {
        return seed;
    }
}

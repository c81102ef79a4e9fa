package org.clade.shell.command;

import picocli.CommandLine.Option;

/** What every command takes. */
public final class CommonOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does and takes.")
    private boolean help;

    @Option(names = "--debug", description = "Say where an error came from.")
    private boolean debug;
}

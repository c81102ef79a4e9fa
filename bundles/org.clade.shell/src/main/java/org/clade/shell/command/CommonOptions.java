package org.clade.shell.command;

import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show what this command does and its options.")
    private boolean help;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    private boolean debug;
}

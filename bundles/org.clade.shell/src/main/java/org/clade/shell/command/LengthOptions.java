package org.clade.shell.command;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options for the length of a training. */
public final class LengthOptions {

    @Option(
            names = "--epochs",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Passes over the images. Default: the variant's value.")
    private int epochs;

    @Option(
            names = "--max-batches",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Large batches to train on. Default: the variant's value.")
    private int maxBatches;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "The limit of training time in seconds; a last evaluation follows. Results then depend on the machine. Default: no limit.")
    private int seconds;

    /** {@return passes over the images; empty for the variant's value} */
    public OptionalInt epochs() {
        return WholeNumber.given("--epochs", epochs);
    }

    /** {@return large batches; empty for the variant's value} */
    public OptionalInt maxBatches() {
        return WholeNumber.given("--max-batches", maxBatches);
    }

    /** {@return the limit of training time in seconds; empty for no limit} */
    public OptionalInt seconds() {
        return WholeNumber.given("--seconds", seconds);
    }
}

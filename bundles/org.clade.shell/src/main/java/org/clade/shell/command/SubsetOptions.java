package org.clade.shell.command;

import org.clade.api.data.Split;
import picocli.CommandLine.Option;

/** The options for a part of a data set. */
public final class SubsetOptions {

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all (train and test together), train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Option(
            names = "--limit",
            paramLabel = "<images>",
            defaultValue = "0",
            description =
                    "The largest number of images, drawn with the seed. The same seed draws the same images for a run, a"
                            + " prediction and a baseline; 0 is all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    /** {@return the split} */
    public Split split() {
        return split;
    }

    /** {@return the largest number of images; 0 for all} */
    public int limit() {
        return WholeNumber.notNegative("--limit", limit);
    }
}

package org.clade.shell.command;

import org.clade.api.data.Split;
import picocli.CommandLine.Option;

/** Which images of a data set. */
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
            description = "At most so many images, drawn by the seed. The same seed draws the same images for a run, a"
                    + " prediction and a baseline. Default: all.")
    private int limit;

    /** {@return which split} */
    public Split split() {
        return split;
    }

    /** {@return at most so many images; 0 for all} */
    public int limit() {
        return WholeNumber.notNegative("--limit", limit);
    }
}

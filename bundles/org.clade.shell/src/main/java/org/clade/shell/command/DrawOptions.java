package org.clade.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options for a smaller or imbalanced version of a data set, as in DAC's studies. */
public final class DrawOptions {

    /** The options, as users write them. */
    public static final List<String> NAMES = List.of("--classes", "--retain", "--samples");

    @Option(
            names = "--classes",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Only the images of this many classes, drawn with the seed. Default: all.")
    private int classes;

    @Option(
            names = "--retain",
            paramLabel = "<share>",
            description =
                    "An imbalanced version: an image of the first class is kept with this probability, of the last"
                            + " with 1, of those between linear in between (DAC, Fig. 5). Default: all images.")
    private String retain;

    @Option(
            names = "--samples",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "So many images, drawn by the seed; fewer than there are (DAC, Fig. 7). Default: all.")
    private int samples;

    /**
     * What is drawn of a data set.
     *
     * @param data the data set as a service opens it
     * @param seed decides what is drawn
     * @return the same name with the options
     */
    public String data(String data, long seed) {
        List<String> options = new ArrayList<>();
        add(options, "classes", WholeNumber.given("--classes", classes));
        if (retain != null) {
            options.add("retain=" + retain);
        }
        add(options, "samples", WholeNumber.given("--samples", samples));
        if (!options.isEmpty()) {
            options.add("seed=" + seed);
        }
        return DataName.with(data, options);
    }

    private static void add(List<String> options, String name, OptionalInt value) {
        value.ifPresent(number -> options.add(name + "=" + number));
    }
}

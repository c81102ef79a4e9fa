package org.clade.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.variant.VariantEdit;
import picocli.CommandLine.Option;

/** The options for parts to remove from a variant or add to it, and for saving the result. */
public final class EditOptions {
    @Option(
            names = "--without",
            paramLabel = "<own part>",
            description =
                    "Leave this part out wherever it occurs: entropy, grayscale, attention (the module and the task);"
                            + " or at one place: augment:horizontal-flip, cluster:sobel, 2:spatial. May be given several times.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "<new part>",
            description = "Add this part. It replaces a part of the same id, or the only part of its kind: conv,"
                    + " entropy=3, sobel, 2:spatial, cluster:horizontal-flip(0.3); or a phase of another variant:"
                    + " rotate@mmdc-cifar10. May be given several times.")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--save",
            description =
                    "Save the variant too. Otherwise it is gone when the shell or script ends, unless variant:save keeps it."
                            + " A single command on the command line always saves it.")
    private boolean save;

    /** {@return the values of the options} */
    public VariantEdit edit(Map<String, String> set) {
        return new VariantEdit(without, with, new LinkedHashMap<>(set));
    }

    /** {@return whether to save the result in any case} */
    public boolean save() {
        return save;
    }
}

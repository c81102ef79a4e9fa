package org.clade.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.variant.VariantEdit;
import picocli.CommandLine.Option;

/** What may go out of a variant and come into it, and whether the outcome is saved. */
public final class EditOptions {
    @Option(
            names = "--without",
            paramLabel = "<own part>",
            description =
                    "Leave this part out, wherever it stands: entropy, grayscale, attention (the module and the task);"
                            + " or at one place: augment:horizontal-flip, cluster:sobel, 2:spatial. May be given several times.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "<new part>",
            description = "Take this part in, instead of one of the same id or of which there can be only one: conv,"
                    + " entropy=3, sobel, 2:spatial, cluster:horizontal-flip(0.3); or a phase of another variant:"
                    + " rotate@mmdc-cifar10. May be given several times.")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--save",
            description =
                    "Save it too. Without this it is there until the shell or script ends, or variant:save keeps it;"
                            + " clade with this as its single command saves it in any case.")
    private boolean save;

    /** {@return what the options ask for} */
    public VariantEdit edit(Map<String, String> set) {
        return new VariantEdit(without, with, new LinkedHashMap<>(set));
    }

    /** {@return whether the outcome is saved in any case} */
    public boolean save() {
        return save;
    }
}

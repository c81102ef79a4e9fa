package org.clade.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.Context;
import picocli.CommandLine.Option;

/** The options for lists that belong to a file of vectors, like the options of its reader. */
public final class VectorFileOptions {

    /** The options, as users write them. */
    public static final List<String> NAMES = List.of("--labels", "--paths");

    private static final Pattern SEPARATOR = Pattern.compile("[,()]");

    @Option(
            names = "--labels",
            paramLabel = "<file>",
            description =
                    "For a file of vectors: the label of each, in a .npy, .npz, .csv, .tsv or text file. Labels only score.")
    private String labels;

    @Option(
            names = "--paths",
            paramLabel = "<file>",
            description =
                    "For a file of vectors: the path of each vector's image, in such a file. Results name and reports show these images.")
    private String paths;

    /** {@return the data, with the reader's options if the user gives them} */
    public String data(Context context, String data) {
        List<String> options = new ArrayList<>();
        add(options, "labels", labels, context);
        add(options, "paths", paths, context);
        return DataName.with(data, options);
    }

    private static void add(List<String> options, String name, String file, Context context) {
        if (file != null) {
            String path = context.nameOrPath(file);
            Matcher separator = SEPARATOR.matcher(path);
            if (separator.find()) {
                throw new RefusedException(
                        "The name of “%s” has “%s”, which separates options; rename the file for --%s."
                                .formatted(path, separator.group(), name));
            }
            options.add(name + "=" + path);
        }
    }
}

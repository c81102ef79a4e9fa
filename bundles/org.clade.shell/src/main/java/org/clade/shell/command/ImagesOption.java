package org.clade.shell.command;

import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option for the data set. */
public final class ImagesOption {

    /** The data set in Clade. */
    public static final String DATA = "fashion-mnist-10k";

    @Option(
            names = "--data",
            paramLabel = "<data>",
            defaultValue = DATA,
            description =
                    "The images: a name that data:list shows, a folder, an .npz file, or a file of vectors (.npy, .npz,"
                            + " .safetensors, .csv). Default: ${DEFAULT-VALUE}.")
    private String data;

    @Mixin
    private SkipDamagedOption skip;

    @Mixin
    private VectorFileOptions lists;

    /** {@return the images, as the user named them} */
    public String name() {
        return data;
    }

    /** {@return the images, in the form for services} */
    public String data(Context context) throws InterruptedException {
        return lists.data(context, skip.data(context, data));
    }
}

package org.clade.shell.command;

import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data set. */
public final class ImagesOption {

    /** The images that Clade includes. */
    public static final String DATA = "fashion-mnist-10k";

    @Option(
            names = "--data",
            paramLabel = "<data>",
            defaultValue = DATA,
            description = "The images: a name that data:list shows, or a folder. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Mixin
    private SkipDamagedOption skip;

    /** {@return the images, as they were named} */
    public String name() {
        return data;
    }

    /** {@return the images as a service opens them} */
    public String data(Context context) throws InterruptedException {
        return skip.data(context, data);
    }
}

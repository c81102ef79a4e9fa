package org.clade.shell.command.data;

import java.util.concurrent.Callable;
import org.clade.api.data.Dataset;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.DrawOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.SeedOption;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the content of a data set. */
@Command(name = "data:info", description = "Shows what a data set holds, without reading its images.")
public final class DataInfoCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private DataOptions options;

    @Mixin
    private DrawOptions draw;

    @Mixin
    private SeedOption seed;

    @Parameters(
            paramLabel = "<data>",
            description = "A name that data:list shows, a folder, an .npz file or a file of vectors.")
    private String name;

    public DataInfoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Dataset data = options.opened(context, draw.data(options.name(context, name), seed.seed()));
        if (output.json()) {
            output.document(context.console(), DataFields.fields(data));
        } else {
            output.table(context.console(), DataFields.table(data));
        }
        return 0;
    }
}

package org.clade.shell.command.data;

import java.util.concurrent.Callable;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a data set holds. */
@Command(name = "data:info", description = "Says what a data set holds, without reading its images.")
public final class DataInfoCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private SkipDamagedOption skip;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all, train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    @Parameters(paramLabel = "<data>", description = "A name that data:list shows, or a folder.")
    private String name;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public DataInfoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DataService service = context.services().get(DataService.class);
        String wanted = skip.data(context, name);
        Dataset data = context.services().patiently(() -> service.open(wanted, split));
        if (output.json()) {
            output.document(context.console(), DataFields.fields(data));
        } else {
            output.table(context.console(), DataFields.table(data));
        }
        return 0;
    }
}

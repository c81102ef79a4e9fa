package org.clade.shell.command.data;

import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.shell.command.SkipDamagedOption;
import org.clade.shell.command.VectorFileOptions;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands for one data set. */
final class DataOptions {

    @Mixin
    private SkipDamagedOption skip;

    @Mixin
    private VectorFileOptions lists;

    @Option(
            names = "--split",
            paramLabel = "<split>",
            defaultValue = "all",
            description = "Which images: all, train or test. Default: ${DEFAULT-VALUE}.")
    private Split split;

    /** {@return the data set of a name or a folder, opened with the options} */
    Dataset open(Context context, String nameOrFolder) throws InterruptedException {
        return opened(context, name(context, nameOrFolder));
    }

    /** {@return the name of a data set as a service opens it} */
    String name(Context context, String nameOrFolder) throws InterruptedException {
        return lists.data(context, skip.data(context, nameOrFolder));
    }

    /** {@return the data set of a name as a service opens it} */
    Dataset opened(Context context, String wanted) throws InterruptedException {
        DataService service = context.services().get(DataService.class);
        return context.services().whenReady(() -> service.open(wanted, split));
    }
}

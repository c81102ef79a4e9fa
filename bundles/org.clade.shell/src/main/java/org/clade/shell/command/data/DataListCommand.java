package org.clade.shell.command.data;

import java.util.List;
import java.util.concurrent.Callable;
import org.clade.api.data.DataService;
import org.clade.api.data.DatasetInfo;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the data sets that have a name. */
@Command(
        name = "data:list",
        description = "Lists the data sets that have a name: those that Clade includes, and folders below CLADE_DATA.")
public final class DataListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    public DataListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DataService service = context.services().get(DataService.class);
        context.services().awaitReady();
        List<DatasetInfo> sets = service.list();
        if (output.json()) {
            output.documents(context.console(), sets, DataFields::fields);
            return 0;
        }
        Table table = new Table("DATA", ">IMAGES", "SHAPE", ">CLASSES", "LAYOUT", "TITLE");
        sets.forEach(set -> table.row(
                set.name(),
                Format.count(set.images()),
                DataFields.shape(set.shape()),
                set.labeled() ? set.classes().size() : "-",
                set.layout(),
                set.title()));
        output.table(context.console(), table);
        return 0;
    }
}

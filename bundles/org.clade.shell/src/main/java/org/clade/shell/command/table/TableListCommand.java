package org.clade.shell.command.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the tables of the papers. */
@Command(name = "table:list", description = "Lists the tables and figures of the papers that Clade can compute again.")
public final class TableListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public TableListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<PaperTable> tables = context.services().get(TableService.class).list();
        if (output.json()) {
            output.documents(context.console(), tables, TableListCommand::fields);
        } else {
            Table lines = new Table("TABLE", "IN THE PAPER", ">ROWS", ">RUNS", "WHAT IT SHOWS");
            tables.forEach(table -> lines.row(
                    table.id(),
                    table.paper().replaceFirst(":.*", "") + ", " + table.label(),
                    table.rows().size(),
                    table.schedules().get(TableScale.FULL).seeds(),
                    table.title()));
            output.table(context.console(), lines);
        }
        return 0;
    }

    private static Map<String, Object> fields(PaperTable table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", table.id());
        fields.put("version", table.version());
        fields.put("paper", table.paper());
        fields.put("label", table.label());
        fields.put("title", table.title());
        fields.put("protocol", table.protocol().text());
        fields.put("notes", table.notes());
        return fields;
    }
}

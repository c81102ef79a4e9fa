package org.clade.shell;

import java.util.concurrent.Callable;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the commands. */
@Command(name = "help", description = "Lists the commands, or explains one.")
public final class HelpCommand implements Callable<Integer> {

    private static final String TOOLS = "cat, cd, grep, head, history, less, ls, sort, source, tail, wc";
    private static final String FRAMEWORK = "lb, scr:list";

    private final Context context;
    private final CommandCatalog catalog;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<command>", arity = "0..1", description = "The command to explain.")
    private String name;

    public HelpCommand(Context context, CommandCatalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    @Override
    public Integer call() {
        if (name != null) {
            catalog.create(name, context).usage(context.console().out());
            return 0;
        }
        if (output.json()) {
            output.document(context.console(), catalog.descriptions());
            return 0;
        }
        String call = context.interactive() ? "" : "clade ";
        output.sentence(
                context.console(), "Clade clusters unlabeled images with deep networks that learn while they cluster.");
        context.console().out().println();
        Table table = Table.pairs();
        catalog.descriptions().forEach((command, description) -> table.row("  " + call + command, description));
        if (context.interactive()) {
            table.row("  " + TOOLS, "Tools of the shell; each takes --help.");
            table.row(
                    "  " + FRAMEWORK,
                    "Commands of the framework for its bundles and components, for developers of bundles.");
            table.row("  man <command>, exit", "The same as help <command>; leaves the shell.");
        }
        output.table(context.console(), table);
        context.console().out().println();
        output.sentence(
                context.console(),
                context.interactive()
                        ? "Each command takes --help. | passes results on, > writes them to a file. Tab completes, Ctrl-C"
                                + " stops a run, Ctrl-D leaves."
                        : "Each takes --help. Without a command, clade starts the interactive shell; clade -f <file> runs a"
                                + " script of commands.");
        return 0;
    }
}

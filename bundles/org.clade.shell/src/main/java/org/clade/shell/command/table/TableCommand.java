package org.clade.shell.command.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.clade.api.part.NumberParser;
import org.clade.api.part.RefusedException;
import org.clade.api.table.TableForm;
import org.clade.api.table.TableRequest;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableService;
import org.clade.base.json.ExitCodes;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.DeviceOption;
import org.clade.shell.command.KeyValues;
import org.clade.shell.command.ProgressOption;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.sweep.SeedRange;
import org.clade.shell.context.Console;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a table of a paper. */
@Command(
        name = "table",
        description = "Computes a table of a paper again: it runs what is missing and prints our numbers next to the"
                + " published ones. table:list shows the tables.")
public final class TableCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ProgressOption progress;

    @Parameters(paramLabel = "<table>", description = "A table that table:list shows, such as st-dac-2.")
    private String id;

    @Option(
            names = "--scale",
            paramLabel = "<scale>",
            defaultValue = "short",
            description = "How long runs are: tiny (a smoke test on a few images), short (the table states how long),"
                    + " full (the paper's). Default: ${DEFAULT-VALUE}.")
    private TableScale scale;

    @Option(
            names = "--seeds",
            paramLabel = "<seeds>",
            description =
                    "The seeds, one run for each, such as 1..5 or 1,2,7. Default: as many as the table has at this scale, from 1.")
    private String seeds;

    @Option(
            names = "--tolerance",
            paramLabel = "<x>",
            description = "The largest difference from a published best or mean; a larger one gives exit code 4.")
    private String tolerance;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            description = "Print only the table, as markdown, csv, latex or json. Default: as text.")
    private TableForm form;

    @Option(
            names = "--run",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Run what is missing (the default), or show only what earlier runs give.")
    private boolean run;

    @Option(
            names = "--data",
            paramLabel = "<set>=<data>",
            description = "The folder of a data set with another name than usual, such as mnist=digits; may be given"
                    + " several times.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private DeviceOption device;

    @Mixin
    private RunsFolder out;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public TableCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> folders = new LinkedHashMap<>();
        KeyValues.parse("--data", data).forEach((set, name) -> folders.put(set, context.nameOrPath(name)));
        TableRequest request = new TableRequest(
                id,
                scale,
                seeds == null ? List.of() : SeedRange.of(seeds),
                tolerance(),
                run,
                folders,
                device.device(),
                out.path(context));
        TableService service = context.services().get(TableService.class);
        context.services().awaitReady();
        TableResult result = service.compute(request, new TableMonitor(context, progress.mode()));
        print(service, result);
        return code(result);
    }

    private OptionalDouble tolerance() {
        if (tolerance == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble value = NumberParser.number(tolerance);
        if (value.isEmpty() || !(value.getAsDouble() >= 0) || !Double.isFinite(value.getAsDouble())) {
            throw new RefusedException(
                    "--tolerance cannot be “%s”; write a number from 0, such as 0.02.".formatted(tolerance));
        }
        return value;
    }

    private void print(TableService service, TableResult result) {
        Console console = context.console();
        if (form != null) {
            console.out().print(service.write(result, form));
            console.out().flush();
            return;
        }
        sentence("%s, %s: %s. Scale %s: %s."
                .formatted(
                        result.table().paper(),
                        result.table().label(),
                        result.table().title(),
                        scale.word(),
                        result.table().schedules().get(scale).text()));
        List<List<String>> lines = service.lines(result);
        Table table = new Table(lines.get(0).toArray(String[]::new));
        lines.subList(1, lines.size()).forEach(line -> table.row(line.toArray()));
        console.out().print(table.render(console.tableWidth()));
        sentence("A cell has our number and in brackets the published one and the difference.");
        result.table().notes().forEach(this::sentence);
    }

    private void sentence(String sentence) {
        Table.wrap(sentence, context.console().width())
                .forEach(context.console().out()::println);
        context.console().out().flush();
    }

    private int code(TableResult result) {
        result.failures()
                .forEach(failure -> context.complain("%s, %s, seed %s failed: %s"
                        .formatted(failure.row(), failure.column(), failure.seed(), failure.sentence())));
        if (!result.outside().isEmpty()) {
            context.complain("%s numbers are outside the tolerance of %s, among them %s."
                    .formatted(
                            result.outside().size(),
                            tolerance,
                            String.join(
                                    "; ",
                                    result.outside().stream()
                                            .limit(SHOWN)
                                            .map(cell -> String.format(
                                                    Locale.ROOT,
                                                    "%s, %s, %s of %s by %+.3f",
                                                    cell.row(),
                                                    cell.column(),
                                                    cell.statistic().word(),
                                                    cell.metric(),
                                                    cell.difference().orElseThrow()))
                                            .toList())));
        }
        if (result.interrupted().isPresent()) {
            return ExitCodes.of(result.interrupted().get());
        }
        if (!result.failures().isEmpty()) {
            return ExitCode.TRIALS_FAILED;
        }
        return result.outside().isEmpty() ? ExitCode.DONE : ExitCode.OUTSIDE_TOLERANCE;
    }
}

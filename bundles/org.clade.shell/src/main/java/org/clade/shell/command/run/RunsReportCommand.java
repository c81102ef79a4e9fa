package org.clade.shell.command.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.report.ReportService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the report page of a run. */
@Command(
        name = "runs:report",
        description = "Writes report.html of a run or a prediction and prints its path. It includes changes to the"
                + " folder since the run, such as names of clusters.")
public final class RunsReportCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder runs;

    @Parameters(
            paramLabel = "<run>",
            description =
                    "The run, as runs:list names it, the end of that name, its folder, or latest; or the folder of a"
                            + " prediction.")
    private String name;

    public RunsReportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Path prediction = context.path(name);
        Path folder = Files.exists(prediction.resolve("prediction.json")) ? prediction : runs.find(context, name);
        ReportService reports = context.services().get(ReportService.class);
        Path page = Interruption.leavable(() -> reports.write(folder));
        if (output.json()) {
            output.document(context.console(), Map.of("report", page));
        } else {
            output.sentence(context.console(), page.toString());
        }
        return 0;
    }
}

package org.clade.shell.command.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.prediction.PredictionMerger;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.InferenceReport;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges the shards of a prediction. */
@Command(
        name = "predict:merge",
        description =
                "Makes one prediction of the shards that predict --shard has made, after checking that each is whole and"
                        + " there once.")
public final class PredictMergeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunsFolder runs;

    @Option(
            names = "--to",
            paramLabel = "<file>",
            description =
                    "Write the assignments there too, as CSV; - is the standard output, which then has nothing else.")
    private String to;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run: its name in runs:list, the end of that name, its folder, or latest.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<folder>",
            description = "The folders that predict has written the shards to, in any order.")
    private List<String> shards;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public PredictMergeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<CopyTarget> copy = CopyTarget.of(context, to, output.json());
        PredictionMerger merger = context.services().get(PredictionMerger.class);
        List<Path> folders = shards.stream().map(context::path).toList();
        InferenceReport<PredictionSummary> report = merger.merge(runs.find(context, name), folders);
        copy.ifPresent(target -> target.write(report.folder().resolve("assignments.csv")));
        if (copy.isEmpty() || !copy.get().standardOutput()) {
            report.result().ifPresent(result -> PredictionResult.print(context, output, result, report.folder()));
        }
        return 0;
    }
}

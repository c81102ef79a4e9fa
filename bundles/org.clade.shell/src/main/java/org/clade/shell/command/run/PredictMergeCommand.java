package org.clade.shell.command.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.prediction.PredictionMerger;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.InferenceReport;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private PredictionPrinter output;

    @Mixin
    private RunArgument run;

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
        Optional<CopyTarget> copy = output.copy(context);
        PredictionMerger merger = context.services().get(PredictionMerger.class);
        List<Path> folders = shards.stream().map(context::path).toList();
        InferenceReport<PredictionSummary> report = merger.merge(run.folder(context), folders);
        output.print(context, report, copy);
        return 0;
    }
}

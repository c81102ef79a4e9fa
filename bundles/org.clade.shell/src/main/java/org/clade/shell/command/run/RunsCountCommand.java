package org.clade.shell.command.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterService;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.CountResult;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares numbers of clusters on a run's features. */
@Command(
        name = "runs:count",
        description =
                "Compares numbers of clusters on the features of a run, by measures that need no labels, and recommends"
                        + " one. It writes counts.csv into the run's folder.")
public final class RunsCountCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private RunArgument run;

    @Option(
            names = "--k",
            paramLabel = "<a>..<b>",
            description =
                    "The numbers of clusters to compare, such as 5..15. Default: five less to five more than the run has.")
    private String range;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public RunsCountCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Optional<CountRange> wanted = Optional.ofNullable(range).map(CountRange::parse);
        Path folder = run.folder(context);
        ClusterService service = context.services().get(ClusterService.class);
        CountResult result = Interruption.leavable(() -> context.services()
                .whenReady(() -> service.count(
                        folder, wanted, k -> context.console().err().println("%s clusters measured".formatted(k)))));
        if (output.json()) {
            output.document(context.console(), CountText.fields(result));
        } else {
            output.table(context.console(), CountText.table(result));
            output.sentence(context.console(), CountText.advice(result));
        }
        return 0;
    }
}

package org.clade.shell.command.clusters;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterEditor;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Splits a cluster. */
@Command(
        name = "clusters:split",
        description =
                "Splits a cluster by k-means on the features of its images. The largest part keeps number and name.")
public final class ClustersSplitCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    @Parameters(index = "1", paramLabel = "<n>", description = "The number of the cluster.")
    private int cluster;

    @Option(
            names = "--into",
            paramLabel = "<parts>",
            defaultValue = "2",
            description = "How many parts. Default: ${DEFAULT-VALUE}.")
    private int into;

    public ClustersSplitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Path folder = run.folder(context);
        ClusterEditor editor = context.services().get(ClusterEditor.class);
        output.edited(context.console(), Interruption.leavable(() -> context.services()
                .whenReady(() -> editor.split(folder, cluster, into))));
        return 0;
    }
}

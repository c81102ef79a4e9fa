package org.clade.shell.command.clusters;

import java.util.List;
import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterEditor;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Merges clusters. */
@Command(
        name = "clusters:merge",
        description = "Puts the images of clusters into one of them, which keeps its number and name.")
public final class ClustersMergeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    @Parameters(index = "1", paramLabel = "<n>", description = "The number of the cluster that stays.")
    private int cluster;

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "<m>",
            description = "The numbers of the clusters that become part of it.")
    private List<Integer> others;

    public ClustersMergeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.edited(
                context.console(),
                context.services().get(ClusterEditor.class).merge(run.folder(context), cluster, others));
        return 0;
    }
}

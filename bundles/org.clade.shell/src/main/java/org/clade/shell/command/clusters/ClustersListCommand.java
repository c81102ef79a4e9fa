package org.clade.shell.command.clusters;

import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterEditor;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists clusters. */
@Command(
        name = "clusters:list",
        description = "Lists the clusters of a run with the names, merges, splits and drops that you have made.")
public final class ClustersListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    public ClustersListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.listed(
                context.console(), context.services().get(ClusterEditor.class).clusters(run.folder(context)));
        return 0;
    }
}

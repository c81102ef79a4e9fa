package org.clade.shell.command.clusters;

import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterEditor;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Drops a cluster. */
@Command(name = "clusters:drop", description = "Takes the images of a cluster out of all clusters. No file is deleted.")
public final class ClustersDropCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    @Parameters(index = "1", paramLabel = "<n>", description = "The number of the cluster.")
    private int cluster;

    public ClustersDropCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.edited(
                context.console(), context.services().get(ClusterEditor.class).drop(run.folder(context), cluster));
        return 0;
    }
}

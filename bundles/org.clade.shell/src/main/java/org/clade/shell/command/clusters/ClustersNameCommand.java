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

/** Names a cluster. */
@Command(name = "clusters:name", description = "Gives a cluster a name.")
public final class ClustersNameCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    @Parameters(index = "1", paramLabel = "<n>", description = "The number of the cluster.")
    private int cluster;

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "<name>",
            description = "The name, up to 64 characters; several words are one name.")
    private List<String> name;

    public ClustersNameCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.edited(
                context.console(),
                context.services().get(ClusterEditor.class).name(run.folder(context), cluster, String.join(" ", name)));
        return 0;
    }
}

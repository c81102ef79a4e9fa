package org.clade.shell.command.clusters;

import java.util.concurrent.Callable;
import org.clade.api.cluster.ClusterEditor;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.RunArgument;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Undoes an edit. */
@Command(name = "clusters:undo", description = "Takes back the last edit of the clusters of a run.")
public final class ClustersUndoCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ClustersOutput output;

    @Mixin
    private RunArgument run;

    public ClustersUndoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        output.edited(
                context.console(), context.services().get(ClusterEditor.class).undo(run.folder(context)));
        return 0;
    }
}

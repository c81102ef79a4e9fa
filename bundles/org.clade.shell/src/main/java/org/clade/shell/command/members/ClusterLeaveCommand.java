package org.clade.shell.command.members;

import java.util.concurrent.Callable;
import org.clade.api.members.LocalMember;
import org.clade.api.part.RefusedException;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leaves a cluster. */
@Command(
        name = "cluster:leave",
        description = "Ends the work of this process for its cluster, which others take over, and leaves the cluster.")
public final class ClusterLeaveCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClusterLeaveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalMember member = MemberServices.get(context, "cluster:leave")
                .member()
                .orElseThrow(() -> new RefusedException(
                        "This process is no member of a cluster; cluster:status <host:port> looks at one."));
        member.leave();
        return 0;
    }
}

package org.clade.shell.command.members;

import java.util.concurrent.Callable;
import org.clade.api.members.LocalMember;
import org.clade.api.members.MemberRequest;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Joins a cluster. */
@Command(
        name = "cluster:join",
        description = "Joins a cluster that cluster:start began: this process computes a share of its work.")
public final class ClusterJoinCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private MemberOptions options;

    @Parameters(paramLabel = "<host:port>", description = "Any member of the cluster, such as 10.0.0.5:5701.")
    private String address;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClusterJoinCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        MemberRequest request = options.request();
        MemberLines lines = new MemberLines(context);
        LocalMember member = MemberServices.get(context, "cluster:join").join(request, address, lines);
        return lines.work(member, request);
    }
}

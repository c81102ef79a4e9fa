package org.clade.shell.command.members;

import java.util.concurrent.Callable;
import org.clade.api.members.LocalMember;
import org.clade.api.members.MemberRequest;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a cluster. */
@Command(
        name = "cluster:start",
        description =
                "Starts a cluster of machines with this process as its first member, which computes what sweep --cluster, predict --cluster and features --cluster hand in.")
public final class ClusterStartCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private MemberOptions options;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClusterStartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        MemberRequest request = options.request();
        MemberLines lines = new MemberLines(context);
        LocalMember member = MemberServices.get(context, "cluster:start").start(request, lines);
        return lines.work(member, request);
    }
}

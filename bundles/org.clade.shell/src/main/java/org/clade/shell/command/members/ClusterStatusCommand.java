package org.clade.shell.command.members;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.members.MembersReport;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a cluster. */
@Command(
        name = "cluster:status",
        description =
                "Shows the members of a cluster and what each computes, and how much of each sweep or prediction waits, runs, is done or has failed.")
public final class ClusterStatusCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<host:port>",
            arity = "0..1",
            description = "Any member of the cluster. Default: this process, or else the member at 127.0.0.1:5701.")
    private String address;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public ClusterStatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        MembersReport report = MemberServices.get(context, "cluster:status").report(Optional.ofNullable(address));
        if (output.json()) {
            output.document(context.console(), ResultJson.write(report));
            return 0;
        }
        Table members = new Table("MEMBER", "MACHINE", ">PROCESSORS", "COMPUTES");
        report.members()
                .forEach(member -> members.row(
                        member.address(), member.host(), member.processors(), String.join("; ", member.work())));
        output.table(context.console(), members);
        if (!report.jobs().isEmpty()) {
            context.console().out().println();
            Table jobs = new Table("WORK", ">WAITING", ">RUNNING", ">DONE", ">FAILED");
            report.jobs().forEach(job -> jobs.row(job.title(), job.waiting(), job.running(), job.done(), job.failed()));
            output.table(context.console(), jobs);
        }
        return 0;
    }
}

package org.clade.shell.command.members;

import org.clade.api.members.MemberRequest;
import org.clade.shell.command.WholeNumber;
import picocli.CommandLine.Option;

/** How a process becomes a member. */
final class MemberOptions {

    @Option(
            names = "--bind",
            paramLabel = "<address>",
            defaultValue = MemberRequest.LOOPBACK,
            description =
                    "The address of this machine to listen at. Traffic is neither encrypted nor authenticated, so name an address of a trusted network only. Default: ${DEFAULT-VALUE}, for processes of this machine only.")
    private String bind;

    @Option(
            names = "--port",
            paramLabel = "<n>",
            defaultValue = "5701",
            description = "The port to listen at. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "<cluster>",
            defaultValue = MemberRequest.CLUSTER,
            description = "The name of the cluster; members of other clusters are refused. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--jobs",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "Work items at once, each a process of its own. Default: as many as leave a processor for every thread.")
    private int jobs;

    /** {@return the request} */
    MemberRequest request() {
        return new MemberRequest(name, bind, port, WholeNumber.notNegative("--jobs", jobs));
    }
}

package org.clade.shell.command.members;

import org.clade.api.members.MemberInference;
import org.clade.api.part.RefusedException;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that hand the shards of a prediction or of features to the members of a cluster. */
public final class ShardsOption {

    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--shards",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "With --cluster: how many parts the images are divided into. Default: four for each process that the cluster has room for, but no more than there are batches.")
    private int shards;

    /** {@return the option --cluster} */
    public ClusterOption cluster() {
        if (shards != 0 && !cluster.given()) {
            throw new RefusedException(
                    "--shards needs --cluster; without one, --shard 2/4 computes one of four parts.");
        }
        return cluster;
    }

    /** {@return how many shards; 0 for the default} */
    public int shards() {
        return WholeNumber.notNegative("--shards", shards);
    }

    /**
     * The service.
     *
     * @param context the context of the command
     * @return the service
     * @throws InterruptedException if the wait for Clade is interrupted
     */
    public MemberInference service(Context context) throws InterruptedException {
        MemberServices.get(context, "--cluster");
        return context.services().get(MemberInference.class);
    }
}

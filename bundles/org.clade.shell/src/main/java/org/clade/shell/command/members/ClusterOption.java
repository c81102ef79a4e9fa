package org.clade.shell.command.members;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.data.DataService;
import org.clade.api.members.WorkQueue;
import org.clade.shell.context.Context;
import picocli.CommandLine.Option;

/** The option that hands work to the members of a cluster. */
public final class ClusterOption {

    @Option(
            names = "--cluster",
            paramLabel = "<host:port>",
            description =
                    "Hand the work to the cluster of this member, see cluster:start. Data must have the same name or path on every member.")
    private String cluster;

    /**
     * Data as members must see it: relative paths are of this process.
     *
     * @param context the context of the command
     * @param data a data set's name or a folder, with or without options of its reader
     * @return the same, with the whole path of a folder if the option was given
     * @throws InterruptedException if the wait for Clade is interrupted
     */
    public String data(Context context, String data) throws InterruptedException {
        int bracket = data.indexOf('(');
        String name = bracket < 0 ? data : data.substring(0, bracket);
        Path path = context.path(name).toAbsolutePath().normalize();
        boolean known = !given()
                || !Files.exists(path)
                || context.services().get(DataService.class).list().stream()
                        .anyMatch(info -> info.name().equals(name));
        return known ? data : path + data.substring(name.length());
    }

    /** {@return whether it was given} */
    public boolean given() {
        return cluster != null;
    }

    /**
     * Connects to the cluster.
     *
     * @param context the context of the command
     * @return the connection; empty if the option was not given
     * @throws InterruptedException if the wait for Clade is interrupted
     */
    public Optional<WorkQueue> connect(Context context) throws InterruptedException {
        return given()
                ? Optional.of(MemberServices.get(context, "--cluster").connect(Optional.of(cluster)))
                : Optional.empty();
    }
}

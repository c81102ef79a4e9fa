package org.clade.shell.command.clusters;

import java.util.stream.Collectors;
import org.clade.api.cluster.EditedCluster;
import org.clade.api.cluster.EditedClusters;
import org.clade.base.json.ResultJson;
import org.clade.shell.command.Output;
import org.clade.shell.context.Console;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import picocli.CommandLine.Mixin;

/** Prints edited clusters. */
final class ClustersOutput {

    @Mixin
    private Output output;

    /** Prints the clusters after an edit. */
    void edited(Console console, EditedClusters clusters) {
        if (output.json()) {
            output.document(console, ResultJson.write(clusters));
            return;
        }
        output.sentence(console, clusters.edit());
        console.out().println();
        table(console, clusters);
        console.out().println();
        output.sentence(
                console,
                "The cluster of each image is in labels.csv of the run's folder; runs:report shows it, and clusters:undo takes the edit back.");
    }

    /** Prints the clusters. */
    void listed(Console console, EditedClusters clusters) {
        if (output.json()) {
            output.document(console, ResultJson.write(clusters));
        } else {
            table(console, clusters);
        }
    }

    private void table(Console console, EditedClusters clusters) {
        Table table = new Table(">CLUSTER", ">IMAGES", ">SHARE", ">CONFIDENCE", "NETWORK'S", "NAME");
        clusters.clusters().forEach(cluster -> row(table, cluster));
        output.table(console, table);
        if (clusters.dropped() > 0) {
            output.sentence(
                    console,
                    "%s of %s images are in no cluster."
                            .formatted(Format.count(clusters.dropped()), Format.count(clusters.images())));
        }
    }

    private static void row(Table table, EditedCluster cluster) {
        table.row(
                cluster.cluster(),
                Format.count(cluster.images()),
                Format.score(cluster.share()),
                cluster.confidence().isPresent()
                        ? Format.score(cluster.confidence().getAsDouble())
                        : "",
                cluster.from().stream().map(String::valueOf).collect(Collectors.joining(",")),
                cluster.name());
    }
}

package org.clade.cluster.edit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.EditedCluster;
import org.clade.api.cluster.EditedClusters;
import org.clade.api.part.RefusedException;

/**
 * A run with its edits.
 *
 * @param folder the run's folder
 * @param k how many clusters the network has
 * @param table what the network found
 * @param log the edits
 */
record EditedRun(Path folder, int k, AssignmentTable table, EditLog log) {

    /**
     * Reads a run.
     *
     * @throws RefusedException where it has no assignments, or a file is damaged
     */
    static EditedRun read(Path folder) {
        AssignmentTable table = AssignmentTable.read(folder);
        return new EditedRun(folder, clusters(folder), table, EditLog.read(folder, table.checksum()));
    }

    /** {@return how many clusters the recipe of a run asks for} */
    private static int clusters(Path folder) {
        Path file = folder.resolve("recipe.json");
        try {
            for (JsonElement each : JsonParser.parseString(Files.readString(file))
                    .getAsJsonObject()
                    .asMap()
                    .values()) {
                if (each instanceof JsonObject recipe && recipe.has("clusters")) {
                    return recipe.get("clusters").getAsInt();
                }
            }
            throw new RefusedException("%s does not say how many clusters the run has.".formatted(file));
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new RefusedException("%s cannot be read; restore it from a copy.".formatted(file), e);
        }
    }

    /** {@return the clusters with all edits} */
    ClusterState state() {
        ClusterState state = new ClusterState(k, table.clusters());
        log.edits().forEach(edit -> edit.apply(state));
        return state;
    }

    /** {@return the least number that no cluster has had} */
    int free() {
        int greatest = Math.max(k - 1, log.highest());
        for (int cluster : table.clusters()) {
            greatest = Math.max(greatest, cluster);
        }
        return greatest + 1;
    }

    /** {@return the clusters for people} */
    EditedClusters shown(String sentence) {
        ClusterState state = state();
        int images = table.images().size();
        List<EditedCluster> clusters = new ArrayList<>();
        state.names().forEach((cluster, name) -> {
            int[] members = state.members(cluster);
            TreeSet<Integer> from = new TreeSet<>();
            double sum = 0;
            for (int image : members) {
                from.add(table.clusters()[image]);
                sum += table.confidence()[image];
            }
            clusters.add(new EditedCluster(
                    cluster,
                    name,
                    members.length,
                    (double) members.length / images,
                    members.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / members.length),
                    List.copyOf(from)));
        });
        return new EditedClusters(
                folder.toString(),
                sentence,
                log.edits().size(),
                images,
                state.members(ClusterEdits.DROPPED).length,
                clusters);
    }
}

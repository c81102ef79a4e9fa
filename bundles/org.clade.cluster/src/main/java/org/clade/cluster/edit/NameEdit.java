package org.clade.cluster.edit;

import org.clade.api.part.RefusedException;

/** A cluster gets a name. */
record NameEdit(int cluster, String name) implements ClusterEdit {

    @Override
    public void apply(ClusterState state) {
        state.check(cluster);
        state.names().forEach((other, taken) -> {
            if (other != cluster && taken.equalsIgnoreCase(name)) {
                throw new RefusedException(
                        "Cluster %s is called “%s” already; give another name, or put both together with clusters:merge."
                                .formatted(other, taken));
            }
        });
        state.name(cluster, name);
    }

    @Override
    public String sentence() {
        return "Cluster %s is called “%s”.".formatted(cluster, name);
    }
}

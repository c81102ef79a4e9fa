package org.clade.api.deploy;

import java.util.List;

/**
 * A user's bundle and what became of it.
 *
 * @param file the jar's name in the deploy folder, or its path where it lies elsewhere
 * @param name its symbolic name, empty where it has none
 * @param version its version, empty where it has none
 * @param state where it stands
 * @param parts the parts that it declares, {@code task confidence}, and the variants of its recipes, {@code variant mine}
 * @param findings why it is not serving, one sentence each; where it serves, which other versions it replaced
 * @param promises how many promises were tried
 * @param seconds how long it took from the first look at the jar until its parts served or it was refused
 * @param sha256 of the jar's content
 */
public record DeployedBundle(
        String file,
        String name,
        String version,
        DeployState state,
        List<String> parts,
        List<String> findings,
        int promises,
        double seconds,
        String sha256) {

    /** Copies the lists. */
    public DeployedBundle {
        parts = List.copyOf(parts);
        findings = List.copyOf(findings);
    }
}

package org.clade.api.deploy;

import java.util.List;

/**
 * A user's bundle and its state.
 *
 * @param file the jar's name in the deploy folder, or its path if it is elsewhere
 * @param name its symbolic name, empty if it has none
 * @param version its version, empty if it has none
 * @param state its state
 * @param parts the parts that it declares, {@code task confidence}, and the variants of its recipes, {@code variant mine}
 * @param findings why it does not serve, one sentence each; if it serves, which other versions it replaced
 * @param promises how many promises were checked
 * @param seconds time from finding the jar until its parts served or it was refused
 * @param sha256 the checksum of the jar's content
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

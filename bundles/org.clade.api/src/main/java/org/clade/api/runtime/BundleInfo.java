package org.clade.api.runtime;

import java.util.List;

/**
 * A bundle with parts or recipes, or a bundle of the platform.
 *
 * @param id the framework's number
 * @param name the symbolic name
 * @param version the version
 * @param state the state, normally {@code ACTIVE}
 * @param parts its parts, each as {@code kind id}
 * @param recipes how many variants it has
 * @param stoppable whether it can stop while Clade continues
 */
public record BundleInfo(
        long id, String name, String version, String state, List<String> parts, int recipes, boolean stoppable) {

    /** Copies the list. */
    public BundleInfo {
        parts = List.copyOf(parts);
    }
}

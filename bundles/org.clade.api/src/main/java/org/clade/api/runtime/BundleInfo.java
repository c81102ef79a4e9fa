package org.clade.api.runtime;

import java.util.List;

/**
 * A bundle that brings parts or recipes, or one of those that everything stands on.
 *
 * @param id the framework's number
 * @param name the symbolic name
 * @param version the version
 * @param state the state, {@code ACTIVE} when all is well
 * @param parts what it brings, each as {@code kind id}
 * @param recipes how many variants it brings
 * @param stoppable whether it may be stopped while Clade goes on
 */
public record BundleInfo(
        long id, String name, String version, String state, List<String> parts, int recipes, boolean stoppable) {

    /** Copies the list. */
    public BundleInfo {
        parts = List.copyOf(parts);
    }
}

package org.clade.shell.service;

import java.util.List;

/**
 * The framework and the bundles in it.
 *
 * @param framework the framework's name and version
 * @param version Clade's version
 * @param bundles the bundles without fragments
 */
public record Platform(String framework, String version, List<BundleState> bundles) {

    /** Copies the bundles. */
    public Platform {
        bundles = List.copyOf(bundles);
    }

    /**
     * A bundle and its state.
     *
     * @param name its symbolic name
     * @param version its version
     * @param state normally {@code ACTIVE}, or {@code STARTING} for lazy activation
     */
    public record BundleState(String name, String version, String state) {

        /** {@return true for lists, help and other commands that only print not do what it is there for} */
        public boolean idle() {
            return !state.equals("ACTIVE") && !state.equals("STARTING");
        }
    }
}

package org.clade.deploy;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.osgi.framework.Bundle;

/** A user's jar and what became of it. Only the worker changes it; anybody may read {@link #shown()}. */
final class Entry {

    private final Path file;
    private Fingerprint seen;
    private Bundle bundle;
    private volatile DeployedBundle shown;

    /**
     * A jar that nothing is known of yet.
     *
     * @param file the jar
     * @param name what the user calls it
     */
    Entry(Path file, String name) {
        this.file = file;
        this.shown = new DeployedBundle(name, "", "", DeployState.CHECKING, List.of(), List.of(), 0, 0, "");
    }

    Path file() {
        return file;
    }

    /** {@return how the jar looked when it was last read; null before} */
    Fingerprint seen() {
        return seen;
    }

    void seen(Fingerprint fingerprint) {
        seen = fingerprint;
    }

    /** {@return the bundle that serves; null where there is none} */
    Bundle bundle() {
        return bundle;
    }

    void bundle(Bundle serving) {
        bundle = serving;
    }

    /** {@return what people are told} */
    DeployedBundle shown() {
        return shown;
    }

    void show(DeployedBundle now) {
        shown = now;
    }
}

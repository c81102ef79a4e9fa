package org.clade.deploy.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.part.RefusedException;
import org.clade.deploy.admission.Candidate;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.PartRef;

/** The known jars of users, one for each path. Only the worker changes them; every thread may read. */
final class DeploymentRecords {

    private final Map<Path, DeploymentRecord> entries = new ConcurrentSkipListMap<>();

    /** {@return all jars} */
    List<DeploymentRecord> all() {
        return List.copyOf(entries.values());
    }

    /** {@return the jars that wait for a requirement} */
    List<DeploymentRecord> waiting() {
        return entries.values().stream()
                .filter(entry -> entry.shown().state() == DeployState.WAITING)
                .toList();
    }

    /** {@return the state of each for users} */
    List<DeployedBundle> shown() {
        return entries.values().stream().map(DeploymentRecord::shown).toList();
    }

    /** {@return the entry of the jar at a path, if known} */
    Optional<DeploymentRecord> find(Path place) {
        return Optional.ofNullable(entries.get(place));
    }

    /** {@return the entry of the jar at a path, perhaps a new one} */
    DeploymentRecord at(Path place) {
        return entries.computeIfAbsent(place, DeploymentRecord::new);
    }

    /** Adds a jar. */
    void add(DeploymentRecord entry) {
        entries.put(entry.file(), entry);
    }

    /** Removes the jar at a path. */
    void remove(Path place) {
        entries.remove(place);
    }

    /**
     * Finds a jar by a name.
     *
     * @param name of its bundle, its file or one of its parts
     * @return the jar; first one whose bundle serves
     * @throws RefusedException if the name is unknown
     */
    DeploymentRecord called(String name) {
        return entries.values().stream()
                .filter(entry -> entry.isCalled(name))
                .min(Comparator.comparing(entry -> entry.bundle() == null))
                .orElseThrow(() -> RefusedException.unknown("bundle of yours", name, names()));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (DeployedBundle shown : shown()) {
            names.add(shown.name().isEmpty() ? shown.file() : shown.name());
            shown.parts().forEach(part -> names.add(PartRef.id(part)));
        }
        return names.stream().distinct().toList();
    }

    /**
     * The bundles that a jar replaces: its own former bundle, and an older version from another file.
     *
     * @param entry the jar
     * @param candidate the bundle in it
     * @param byHand whether the user asked for exactly this version, even if it is older
     * @return the jars whose bundles it replaces
     * @throws DeploymentRejectedException if a newer one serves already
     */
    List<DeploymentRecord> replaced(DeploymentRecord entry, Candidate candidate, boolean byHand)
            throws DeploymentRejectedException {
        List<DeploymentRecord> replaced = new ArrayList<>();
        for (DeploymentRecord other : entries.values()) {
            if (other.bundle() == null) {
                continue;
            }
            if (other == entry) {
                replaced.add(other);
            } else if (candidate.name().equals(other.bundle().getSymbolicName())) {
                checkNewer(candidate, other, byHand);
                replaced.add(other);
            }
        }
        return replaced;
    }

    private static void checkNewer(Candidate candidate, DeploymentRecord other, boolean byHand)
            throws DeploymentRejectedException {
        int newer = candidate.version().compareTo(other.bundle().getVersion());
        if (!byHand && newer <= 0) {
            String way = newer == 0
                    ? "remove one of the two, or give one another symbolic name"
                    : "remove %s to return to the older one"
                            .formatted(other.shown().file());
            throw DeploymentRejectedException.waiting(List.of("%s holds %s, but %s %s from %s serves already; %s."
                    .formatted(
                            candidate.file(),
                            candidate.bundle(),
                            other.bundle().getSymbolicName(),
                            other.bundle().getVersion(),
                            other.shown().file(),
                            way)));
        }
    }
}

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

/** The users' jars that are known, one for each place where a jar lies. Only the worker changes them; anybody may read. */
final class DeploymentRecords {

    private final Map<Path, DeploymentRecord> entries = new ConcurrentSkipListMap<>();

    /** {@return all as they are now} */
    List<DeploymentRecord> all() {
        return List.copyOf(entries.values());
    }

    /** {@return those that wait for something} */
    List<DeploymentRecord> waiting() {
        return entries.values().stream()
                .filter(entry -> entry.shown().state() == DeployState.WAITING)
                .toList();
    }

    /** {@return what people are told of each} */
    List<DeployedBundle> shown() {
        return entries.values().stream().map(DeploymentRecord::shown).toList();
    }

    /** {@return what is known of the jar in a place} */
    Optional<DeploymentRecord> find(Path place) {
        return Optional.ofNullable(entries.get(place));
    }

    /** {@return the jar in a place, of which nothing may be known yet} */
    DeploymentRecord at(Path place) {
        return entries.computeIfAbsent(place, DeploymentRecord::new);
    }

    /** Takes one in. */
    void add(DeploymentRecord entry) {
        entries.put(entry.file(), entry);
    }

    /** Forgets the jar in a place. */
    void remove(Path place) {
        entries.remove(place);
    }

    /**
     * Finds a jar by what people call it.
     *
     * @param name of its bundle, its file or one of its parts
     * @return the jar; one whose bundle serves before others
     * @throws RefusedException if none is called so
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
     * Says what a jar takes the place of: what it held before, and an older version from another file.
     *
     * @param entry the jar
     * @param candidate the bundle in it
     * @param byHand whether somebody asked for just this version, be it older
     * @return those whose bundles it replaces
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
                    : "remove %s to go back to the older one"
                            .formatted(other.shown().file());
            throw DeploymentRejectedException.waiting(List.of("%s holds %s, and %s %s from %s serves already; %s."
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

package org.clade.deploy.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.base.folder.FileStamp;
import org.clade.deploy.admission.Admission;
import org.clade.deploy.admission.Candidate;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.PartRef;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** A user's jar and its state. Only the worker changes it; every thread may read {@link #shown()}. */
final class DeploymentRecord {

    private final Path file;
    private final String label;
    private FileStamp seen;
    private Bundle bundle;
    private long start;
    private volatile DeployedBundle shown;

    /**
     * A new jar.
     *
     * @param file the jar
     */
    DeploymentRecord(Path file) {
        this(file, file.getFileName().toString());
    }

    private DeploymentRecord(Path file, String label) {
        this.file = file;
        this.label = label;
        known("", "", List.of(), "");
    }

    /** {@return the path of the jar} */
    Path file() {
        return file;
    }

    /** {@return whether the jar has changed since the last call} */
    boolean sees(FileStamp now) {
        boolean otherwise = !now.equals(seen);
        seen = now;
        return otherwise;
    }

    /** {@return the bundle that serves; null if there is none} */
    Bundle bundle() {
        return bundle;
    }

    /** {@return the state for users} */
    DeployedBundle shown() {
        return shown;
    }

    /** {@return why it does not serve, on one line} */
    String brief() {
        List<String> findings = shown.findings();
        int more = findings.size() - 1;
        return findings.get(0) + (more == 0 ? "" : " (%s more: part:refused lists them.)".formatted(more));
    }

    /** {@return whether a name is that of its bundle, its jar or one of its parts} */
    boolean isCalled(String name) {
        return name.equals(shown.name())
                || name.equals(label)
                || name.equals(file.getFileName().toString())
                || shown.parts().stream()
                        .anyMatch(part -> part.equals(name) || PartRef.id(part).equals(name))
                || bundle != null && name.equals(Long.toString(bundle.getBundleId()));
    }

    /** {@return whether exactly this content serves} */
    boolean serves(String sha256) {
        return shown.state() == DeployState.SERVING && shown.sha256().equals(sha256);
    }

    /**
     * Starts a new check.
     *
     * @param sha256 the checksum of the jar's content; empty if it cannot be read
     * @param since when it began, by {@link System#nanoTime()}
     */
    void check(String sha256, long since) {
        start = since;
        known("", "", List.of(), sha256);
    }

    /** Records its bundle. */
    void holds(Candidate candidate) {
        known(candidate.name(), candidate.version().toString(), List.of(), candidate.sha256());
    }

    /** Records the parts that its bundle declares. */
    void declares(Set<PartRef> offers) {
        known(
                shown.name(),
                shown.version(),
                offers.stream().map(PartRef::toString).toList(),
                shown.sha256());
    }

    /**
     * Records that its bundle passed.
     *
     * @param admitted the bundle
     * @param replaced the versions that it replaced
     */
    void passed(Admission.Admitted admitted, List<Version> replaced) {
        bundle = admitted.bundle();
        Version version = bundle.getVersion();
        List<String> findings = replaced.stream()
                .filter(other -> !other.equals(version))
                .map(other -> "It replaced %s by %s%s."
                        .formatted(other, version, version.compareTo(other) < 0 ? ", an older version" : ""))
                .toList();
        stands(DeployState.SERVING, findings, admitted.promises(), elapsed());
    }

    /** {@return whether it serves in place of a newer version} */
    boolean wentBack() {
        return shown.findings().stream().anyMatch(finding -> finding.endsWith(", an older version."));
    }

    /** Records that its bundle did not pass; the former one continues to serve. */
    void notTaken(DeploymentRejectedException reason) {
        List<String> findings = new ArrayList<>(reason.findings());
        if (bundle != null) {
            findings.add("%s %s, which served before, continues to serve."
                    .formatted(bundle.getSymbolicName(), bundle.getVersion()));
        }
        stands(reason.mayCome() ? DeployState.WAITING : DeployState.REFUSED, findings, 0, elapsed());
    }

    /** Records that another jar's bundle has replaced it. */
    void superseded(Candidate by) {
        bundle = null;
        stands(DeployState.WAITING, List.of("%s from %s serves instead.".formatted(by.bundle(), by.file())), 0, 0);
    }

    /** Restores the former state for users. */
    void back(DeployedBundle before) {
        shown = before;
    }

    /** {@return the state, as that of a jar at another path} */
    DeploymentRecord refusedAt(Path elsewhere) {
        DeploymentRecord refused = new DeploymentRecord(elsewhere, elsewhere.toString());
        refused.known(shown.name(), shown.version(), shown.parts(), shown.sha256());
        refused.stands(shown.state(), shown.findings(), 0, shown.seconds());
        return refused;
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void known(String name, String version, List<String> parts, String sha256) {
        shown = new DeployedBundle(label, name, version, DeployState.CHECKING, parts, List.of(), 0, 0, sha256);
    }

    private void stands(DeployState state, List<String> findings, int promises, double seconds) {
        shown = new DeployedBundle(
                label,
                shown.name(),
                shown.version(),
                state,
                shown.parts(),
                findings,
                promises,
                seconds,
                shown.sha256());
    }
}

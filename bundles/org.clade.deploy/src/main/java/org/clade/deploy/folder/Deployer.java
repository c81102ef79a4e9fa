package org.clade.deploy.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.clade.deploy.admission.Admission;
import org.clade.deploy.admission.Candidate;
import org.clade.deploy.admission.Removal;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.process.ExitMarkers;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys users' jars and takes them back: copied aside, looked into, and admitted in the place of what they replace. */
final class Deployer {

    private static final Logger LOG = LoggerFactory.getLogger("deploy");

    private final BundleContext context;
    private final DeploymentRecords entries;
    private final Admission admission;
    private final Removal removal;
    private final ExitMarkers markers;
    private final AtomicBoolean changed = new AtomicBoolean();

    /**
     * A deployer into a framework.
     *
     * @param context this bundle's
     * @param entries the jars that are known
     * @param admission lets bundles serve
     * @param removal takes them away
     * @param markers know which bundles ended Clade
     */
    Deployer(
            BundleContext context,
            DeploymentRecords entries,
            Admission admission,
            Removal removal,
            ExitMarkers markers) {
        this.context = context;
        this.entries = entries;
        this.admission = admission;
        this.removal = removal;
        this.markers = markers;
    }

    /** Notes that bundles came or went, so that what waits for something may get it. */
    void changed() {
        changed.set(true);
    }

    /** {@return whether bundles came or went since this was asked before} */
    boolean takeChanged() {
        return changed.getAndSet(false);
    }

    /**
     * Has a jar serve, unless it does.
     *
     * @param entry is told what becomes of it
     * @param jar the jar, in its place or on its way there
     * @param byHand whether somebody asked for just this version, be it older than what serves
     * @throws DeploymentRejectedException if it does not pass; the entry knows
     * @throws InterruptedException if a wait is interrupted
     */
    void deploy(DeploymentRecord entry, Path jar, boolean byHand)
            throws DeploymentRejectedException, InterruptedException {
        long start = System.nanoTime();
        Path copy = null;
        try {
            copy = copied(jar);
            String sha256 = Candidate.sha256(copy);
            if (!entry.serves(sha256)) {
                entry.check(sha256, start);
                admit(entry, Candidate.of(entry.shown().file(), copy, sha256), byHand);
            }
        } catch (DeploymentRejectedException e) {
            entry.notTaken(e);
            throw e;
        } catch (IOException e) {
            DeploymentRejectedException unread = DeploymentRejectedException.refused(
                    "%s cannot be read: %s.", entry.shown().file(), e.getMessage());
            entry.check("", start);
            entry.notTaken(unread);
            throw unread;
        } finally {
            delete(copy);
        }
    }

    private void admit(DeploymentRecord entry, Candidate candidate, boolean byHand)
            throws DeploymentRejectedException, InterruptedException {
        entry.holds(candidate);
        checkNotOfTheProduct(candidate);
        String jar = entry.file().getFileName().toString();
        if (byHand) {
            markers.forget(jar);
        }
        Optional<String> refusal = markers.refusal(jar);
        if (refusal.isPresent()) {
            throw DeploymentRejectedException.refused(List.of(refusal.get()));
        }
        List<DeploymentRecord> replaced = entries.replaced(entry, candidate, byHand);
        List<Version> versions =
                replaced.stream().map(other -> other.bundle().getVersion()).toList();
        Admission.Admitted admitted;
        ExitMarkers.Start start = markers.starting(jar, candidate.bundle());
        try {
            admitted = admission.admit(
                    candidate, replaced.stream().map(DeploymentRecord::bundle).toList(), entry::declares);
        } finally {
            start.close();
        }
        replaced.stream().filter(other -> other != entry).forEach(other -> other.superseded(candidate));
        entry.passed(admitted, versions);
        changed();
    }

    private void checkNotOfTheProduct(Candidate candidate) throws DeploymentRejectedException {
        for (Bundle bundle : context.getBundles()) {
            if (!Removal.ours(bundle) && candidate.name().equals(bundle.getSymbolicName())) {
                throw DeploymentRejectedException.refused(
                        "%s holds %s, which is a bundle of the product and is not replaced while Clade runs: a restart is needed;"
                                + " put the jar into bundles/ in place of the old one and start Clade again, or give yours a"
                                + " symbolic name of its own.",
                        candidate.file(), candidate.bundle());
            }
        }
    }

    private Path copied(Path jar) throws IOException {
        Path copy = Files.createTempFile(context.getDataFile("").toPath(), "deploy", ".jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private static void delete(Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            LOG.debug("left to the end of the process", e);
        }
    }

    /** Takes a jar back: its bundle serves no longer, and nothing is known of it any more. */
    void undeploy(DeploymentRecord entry) throws InterruptedException {
        entries.remove(entry.file());
        if (entry.bundle() != null) {
            removal.remove(entry.bundle());
            LOG.info(
                    "{} is gone, and with it {}",
                    entry.shown().file(),
                    entry.shown().parts());
        }
        changed();
    }
}

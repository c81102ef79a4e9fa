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

/** Deploys and undeploys users' jars: it copies and inspects a jar, and admits it in place of the bundles that it replaces. */
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
     * @param context the context of this bundle
     * @param entries the known jars
     * @param admission admits bundles
     * @param removal removes them
     * @param markers the records of bundles that ended Clade
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

    /** Records that bundles came or went, so that waiting jars are tried again. */
    void changed() {
        changed.set(true);
    }

    /** {@return whether bundles came or went since the last call} */
    boolean takeChanged() {
        return changed.getAndSet(false);
    }

    /**
     * Deploys a jar, unless it serves already.
     *
     * @param entry receives the result
     * @param jar the jar, in the folder or on its way there
     * @param byHand whether the user asked for exactly this version, even if it is older than the one that serves
     * @throws DeploymentRejectedException if it does not pass; the entry has the reasons
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
                        "%s holds %s, a bundle of the product, which cannot be replaced while Clade runs: restart needed;"
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
            LOG.debug("left until the end of the process", e);
        }
    }

    /** Undeploys a jar: removes its bundle and its entry. */
    void undeploy(DeploymentRecord entry) throws InterruptedException {
        entries.remove(entry.file());
        if (entry.bundle() != null) {
            removal.remove(entry.bundle());
            LOG.info(
                    "{} is removed, and with it {}",
                    entry.shown().file(),
                    entry.shown().parts());
        }
        changed();
    }
}

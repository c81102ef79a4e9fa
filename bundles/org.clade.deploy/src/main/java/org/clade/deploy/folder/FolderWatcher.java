package org.clade.deploy.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.clade.api.deploy.DeployState;
import org.clade.base.folder.FileStamp;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deploys new jars in the deploy folder and undeploys removed ones, at each call. */
final class FolderWatcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("deploy");

    private final DeployFolder folder;
    private final DeploymentRecords entries;
    private final Deployer deployer;
    private final Runnable ready;
    private boolean told;

    /**
     * A watcher of a folder.
     *
     * @param folder the folder
     * @param entries the known jars
     * @param deployer deploys them
     * @param ready called when every jar that was in the folder at the start is deployed or refused
     */
    FolderWatcher(DeployFolder folder, DeploymentRecords entries, Deployer deployer, Runnable ready) {
        this.folder = folder;
        this.entries = entries;
        this.deployer = deployer;
        this.ready = ready;
    }

    @Override
    public void run() {
        try {
            boolean whole = look();
            while (deployer.takeChanged()) {
                for (DeploymentRecord entry : entries.waiting()) {
                    if (Files.exists(entry.file())) {
                        deploy(entry);
                    }
                }
            }
            if (whole) {
                tellReady();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The deploy folder cannot be watched: {}", e.toString());
            tellReady();
        }
    }

    private void tellReady() {
        if (!told) {
            told = true;
            ready.run();
        }
    }

    /** {@return whether every jar is completely copied} */
    private boolean look() throws IOException, InterruptedException {
        Map<Path, Optional<FileStamp>> jars = folder.look();
        for (DeploymentRecord entry : entries.all()) {
            if (folder.has(entry.file()) && !jars.containsKey(entry.file())) {
                deployer.undeploy(entry);
            }
        }
        for (Map.Entry<Path, Optional<FileStamp>> jar : jars.entrySet()) {
            if (jar.getValue().isPresent()) {
                DeploymentRecord entry = entries.at(jar.getKey());
                if (entry.sees(jar.getValue().get())) {
                    deploy(entry);
                }
            }
        }
        return !jars.containsValue(Optional.<FileStamp>empty());
    }

    private static void say(DeploymentRecord entry) {
        String replaced = String.join(" ", entry.shown().findings());
        if (entry.wentBack()) {
            LOG.warn("{}: {}", entry.shown().file(), replaced);
        }
        LOG.info("{} serves: {} {}", entry.shown().file(), entry.shown().parts(), replaced);
    }

    /** Deploys a jar of the folder and logs the result. */
    private void deploy(DeploymentRecord entry) throws InterruptedException {
        DeployState before = entry.shown().state();
        try {
            deployer.deploy(entry, entry.file(), false);
            say(entry);
        } catch (DeploymentRejectedException e) {
            if (before != DeployState.WAITING || entry.shown().state() != DeployState.WAITING) {
                LOG.warn(entry.brief());
            }
        }
    }
}

package org.clade.deploy.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.deploy.Verification;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainingPause;
import org.clade.api.variant.RecipeCheck;
import org.clade.base.folder.FileStamp;
import org.clade.base.thread.SerialWorker;
import org.clade.deploy.admission.Admission;
import org.clade.deploy.admission.Recipes;
import org.clade.deploy.admission.Removal;
import org.clade.deploy.inspect.Components;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.Limits;
import org.clade.deploy.inspect.Quarantine;
import org.clade.deploy.process.ExitMarkers;
import org.clade.deploy.process.ExitReport;
import org.clade.deploy.process.HaltWeaver;
import org.clade.deploy.verify.ContractVerifier;
import org.clade.deploy.verify.PartDiagnostics;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the deploy folder and deploys jars, one after the other. */
@Component(immediate = true)
public final class Deployments implements DeployService {

    private static final Logger LOG = LoggerFactory.getLogger("deploy");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

    private final BundleContext context;
    private final DeployFolder folder;
    private final DeploymentRecords entries = new DeploymentRecords();
    private final Deployer deployer;
    private final PartDiagnostics living;
    private final SerialWorker worker = new SerialWorker("clade-deploy");
    private final List<ServiceRegistration<?>> services = new CopyOnWriteArrayList<>();
    private final BundleListener listener = this::bundleChanged;

    @Activate
    public Deployments(
            BundleContext context,
            @Reference ServiceComponentRuntime runtime,
            @Reference TrainingPause pause,
            @Reference TensorEngine engine,
            @Reference RecipeCheck recipes) {
        this.context = context;
        Limits limits = Limits.of(context);
        Quarantine quarantine = new Quarantine(context.getBundle());
        Components components = new Components(runtime);
        ContractVerifier trial = new ContractVerifier(pause, engine, limits.promise());
        Removal removal = new Removal(context.getBundle(0), limits);
        Admission admission =
                new Admission(context, quarantine, components, new Recipes(recipes), trial, removal, limits);
        living = new PartDiagnostics(context, quarantine, components, trial);
        Optional<Path> place =
                Optional.ofNullable(context.getProperty("clade.home")).map(home -> Path.of(home, "deploy"));
        folder = new DeployFolder(place);
        ExitMarkers markers = new ExitMarkers(place);
        deployer = new Deployer(context, entries, admission, removal, markers);
        FolderWatcher watcher = new FolderWatcher(folder, entries, deployer, this::ready);
        Dictionary<String, Object> none = null;
        services.add(context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, quarantine, none));
        // The old version stays during the check of a new one.
        services.add(context.registerService(
                CollisionHook.class, (operation, target, others) -> others.removeIf(Removal::ours), none));
        services.add(context.registerService(WeavingHook.class, new HaltWeaver(Removal::ours), none));
        services.add(context.registerService(
                BiFunction.class,
                new ExitReport(context, Admission.LOCATION, markers),
                FrameworkUtil.asDictionary(Map.of(ExitReport.PROPERTY, true))));
        context.addBundleListener(listener);
        worker.execute(removal::removeLeftovers); // their entries are lost
        worker.repeat(watcher, BETWEEN_LOOKS);
    }

    /** Stops watching. Bundles that serve continue. */
    @Deactivate
    void stop() {
        worker.abandon();
        context.removeBundleListener(listener);
        services.forEach(ServiceRegistration::unregister);
    }

    private void ready() {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, READY));
        services.add(context.registerService(Condition.class, Condition.INSTANCE, properties));
    }

    private void bundleChanged(BundleEvent event) {
        boolean matters = event.getType() == BundleEvent.STARTED || event.getType() == BundleEvent.STOPPED;
        if (matters && !Removal.ours(event.getBundle())) {
            deployer.changed();
        }
    }

    @Override
    public DeployedBundle deploy(Path jar) throws InterruptedException {
        Path file = jar.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("There is no file %s; give the path of a jar.".formatted(jar));
        }
        return worker.call(() -> deployed(file));
    }

    private DeployedBundle deployed(Path file) throws InterruptedException {
        Path place = folder.place(file).orElse(file);
        Optional<DeployedBundle> before = entries.find(place).map(DeploymentRecord::shown);
        DeploymentRecord entry = entries.at(place);
        try {
            deployer.deploy(entry, file, true);
        } catch (DeploymentRejectedException e) {
            String refusal = entry.brief();
            if (!place.equals(file)) { // the folder is unchanged
                entries.add(entry.refusedAt(file));
                before.ifPresentOrElse(entry::back, () -> entries.remove(place));
            }
            throw new RefusedException(refusal, e);
        }
        if (!file.equals(place)) {
            entries.remove(file);
        }
        keep(entry, file, place);
        return entry.shown();
    }

    private void keep(DeploymentRecord entry, Path file, Path place) {
        try {
            if (!file.equals(place)) {
                folder.put(file, place);
            }
            entry.sees(FileStamp.of(place));
            for (DeploymentRecord other : entries.all()) {
                boolean old = other != entry
                        && other.bundle() == null
                        && other.shown().name().equals(entry.shown().name())
                        && folder.has(other.file());
                if (old) {
                    folder.takeOut(other.file());
                    entries.remove(other.file());
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} serves only until Clade ends, because it could not be copied into the deploy folder: {}",
                    file,
                    e.toString());
        }
    }

    @Override
    public DeployedBundle undeploy(String name) throws InterruptedException {
        return worker.call(() -> {
            DeploymentRecord entry = entries.called(name);
            deployer.undeploy(entry);
            try {
                if (folder.has(entry.file())) {
                    folder.takeOut(entry.file());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The parts are removed, but %s cannot be moved: %s".formatted(entry.file(), e.getMessage()), e);
            }
            return entry.shown();
        });
    }

    @Override
    public List<DeployedBundle> bundles() {
        return entries.shown();
    }

    @Override
    public List<Verification> verify(String id) throws InterruptedException {
        return living.verify(id, bundles());
    }

    @Override
    public List<String> why(String id) {
        return living.why(id, bundles());
    }
}

package org.clade.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.api.deploy.Verification;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainingPause;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the deploy folder and takes in what it finds there and what it is given, one jar after the other. */
@Component(immediate = true)
public final class Deployments implements DeployService {

    private static final Logger LOG = LoggerFactory.getLogger("deploy");
    private static final long LOOK_MILLIS = 400;

    private final BundleContext context;
    private final DeployFolder folder;
    private final Admission admission;
    private final Removal removal;
    private final LivingParts living;
    private final Map<Path, Entry> entries = new ConcurrentSkipListMap<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final List<ServiceRegistration<?>> hooks = new ArrayList<>();
    private final BundleListener listener = this::bundleChanged;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "clade-deploy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean changed;

    /** Made by Declarative Services. */
    @Activate
    public Deployments(
            BundleContext context,
            @Reference ServiceComponentRuntime runtime,
            @Reference TrainingPause pause,
            @Reference TensorEngine engine) {
        this.context = context;
        Limits limits = Limits.of(context);
        Quarantine quarantine = new Quarantine(context.getBundle());
        Components components = new Components(runtime);
        PromiseTrial trial = new PromiseTrial(pause, engine, limits.promise());
        removal = new Removal(context.getBundle(0), limits);
        admission = new Admission(context, quarantine, components, trial, removal, limits);
        living = new LivingParts(context, quarantine, components, trial);
        folder = new DeployFolder(
                Optional.ofNullable(context.getProperty("clade.home")).map(home -> Path.of(home, "deploy")));
        Dictionary<String, Object> none = null;
        hooks.add(context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, quarantine, none));
        // A new version is checked beside the old one.
        hooks.add(context.registerService(
                CollisionHook.class, (operation, target, others) -> others.removeIf(Removal::ours), none));
        context.addBundleListener(listener);
        worker.execute(this::removeLeftovers);
        worker.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks no longer. What serves goes on. */
    @Deactivate
    void stop() {
        worker.shutdownNow();
        context.removeBundleListener(listener);
        hooks.forEach(ServiceRegistration::unregister);
    }

    private void bundleChanged(BundleEvent event) {
        boolean matters = event.getType() == BundleEvent.STARTED || event.getType() == BundleEvent.STOPPED;
        if (matters && !Removal.ours(event.getBundle())) {
            changed = true;
        }
    }

    /** Users' bundles of an earlier life of this one would be without their entries. */
    private void removeLeftovers() {
        try {
            for (Bundle bundle : context.getBundles()) {
                if (Removal.ours(bundle)) {
                    removal.remove(bundle);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            boolean whole = lookOnce();
            while (changed) {
                changed = false;
                for (Entry entry : entries.values()) {
                    if (entry.shown().state() == DeployState.WAITING && Files.exists(entry.file())) {
                        takeIn(entry, entry.file());
                    }
                }
            }
            if (whole) {
                settled.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The deploy folder cannot be watched: {}", e.toString());
            settled.countDown();
        }
    }

    /** Says whether every jar was copied to its end. */
    private boolean lookOnce() throws IOException, InterruptedException {
        Map<Path, Optional<Fingerprint>> jars = folder.look();
        for (Entry entry : List.copyOf(entries.values())) {
            if (folder.has(entry.file()) && !jars.containsKey(entry.file())) {
                drop(entry);
            }
        }
        for (Map.Entry<Path, Optional<Fingerprint>> jar : jars.entrySet()) {
            Fingerprint now = jar.getValue().orElse(null);
            Entry entry = entries.get(jar.getKey());
            if (now != null && (entry == null || !now.equals(entry.seen()))) {
                if (entry == null) {
                    entry = new Entry(jar.getKey(), jar.getKey().getFileName().toString());
                    entries.put(jar.getKey(), entry);
                }
                entry.seen(now);
                takeIn(entry, jar.getKey());
            }
        }
        return !jars.containsValue(Optional.<Fingerprint>empty());
    }

    private void drop(Entry entry) throws InterruptedException {
        entries.remove(entry.file());
        if (entry.bundle() != null) {
            removal.remove(entry.bundle());
            LOG.info(
                    "{} is gone, and with it {}",
                    entry.shown().file(),
                    entry.shown().parts());
        }
        changed = true;
    }

    /** Takes a jar of the folder in, and says so in the log. */
    private void takeIn(Entry entry, Path jar) throws InterruptedException {
        DeployState before = entry.shown().state();
        try {
            admit(entry, jar, false);
            LOG.info("{} serves: {}", entry.shown().file(), entry.shown().parts());
        } catch (NotTaken e) {
            if (before != DeployState.WAITING || entry.shown().state() != DeployState.WAITING) {
                LOG.warn(brief(entry.shown().findings()));
            }
        }
    }

    private void admit(Entry entry, Path jar, boolean byHand) throws NotTaken, InterruptedException {
        long start = System.nanoTime();
        DeployedBundle before = entry.shown();
        Path copy = null;
        DeployedBundle now =
                new DeployedBundle(before.file(), "", "", DeployState.CHECKING, List.of(), List.of(), 0, 0, "");
        try {
            copy = copied(jar);
            String sha256 = Candidate.sha256(copy);
            if (entry.bundle() != null && sha256.equals(before.sha256()) && before.state() == DeployState.SERVING) {
                return;
            }
            now = new DeployedBundle(before.file(), "", "", DeployState.CHECKING, List.of(), List.of(), 0, 0, sha256);
            entry.show(now);
            Candidate candidate = Candidate.of(before.file(), copy, sha256);
            now = new DeployedBundle(
                    now.file(),
                    candidate.name(),
                    candidate.version().toString(),
                    now.state(),
                    List.of(),
                    List.of(),
                    0,
                    0,
                    sha256);
            entry.show(now);
            List<Entry> replaced = replaced(entry, candidate, byHand);
            Admission.Admitted admitted = admission.admit(
                    candidate,
                    replaced.stream().map(Entry::bundle).toList(),
                    offers -> entry.show(with(entry.shown(), offers)));
            replaced.forEach(other -> superseded(other, entry, candidate));
            entry.bundle(admitted.bundle());
            entry.show(done(entry.shown(), DeployState.SERVING, List.of(), admitted.promises(), start));
            changed = true;
        } catch (NotTaken e) {
            List<String> findings = new ArrayList<>(e.findings());
            if (entry.bundle() != null) {
                findings.add("%s %s, which served before, serves on."
                        .formatted(
                                entry.bundle().getSymbolicName(), entry.bundle().getVersion()));
            }
            DeployState state = e.mayCome() ? DeployState.WAITING : DeployState.REFUSED;
            entry.show(done(entry.shown(), state, findings, 0, start));
            throw e;
        } catch (IOException e) {
            NotTaken unread = NotTaken.refused("%s cannot be read: %s.", before.file(), e.getMessage());
            entry.show(done(now, DeployState.REFUSED, unread.findings(), 0, start));
            throw unread;
        } finally {
            delete(copy);
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

    private static DeployedBundle with(DeployedBundle bundle, Set<Offer> offers) {
        return new DeployedBundle(
                bundle.file(),
                bundle.name(),
                bundle.version(),
                bundle.state(),
                offers.stream().map(Offer::toString).toList(),
                bundle.findings(),
                bundle.promises(),
                bundle.seconds(),
                bundle.sha256());
    }

    private static DeployedBundle done(
            DeployedBundle bundle, DeployState state, List<String> findings, int promises, long start) {
        return new DeployedBundle(
                bundle.file(),
                bundle.name(),
                bundle.version(),
                state,
                bundle.parts(),
                findings,
                promises,
                (System.nanoTime() - start) / 1e9,
                bundle.sha256());
    }

    /** What a jar takes the place of: what it held before, and an older version from another file. */
    private List<Entry> replaced(Entry entry, Candidate candidate, boolean byHand) throws NotTaken {
        for (Bundle bundle : context.getBundles()) {
            if (!Removal.ours(bundle) && candidate.name().equals(bundle.getSymbolicName())) {
                throw NotTaken.refused(
                        "%s holds %s, which is a bundle of the product and is not replaced while Clade runs: a restart is needed;"
                                + " put the jar into bundles/ in place of the old one and start Clade again, or give yours a"
                                + " symbolic name of its own.",
                        candidate.file(), candidate.bundle());
            }
        }
        List<Entry> replaced = new ArrayList<>();
        for (Entry other : entries.values()) {
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

    private static void checkNewer(Candidate candidate, Entry other, boolean byHand) throws NotTaken {
        int newer = candidate.version().compareTo(other.bundle().getVersion());
        if (!byHand && newer <= 0) {
            String way = newer == 0
                    ? "remove one of the two, or give one another symbolic name"
                    : "remove %s to go back to the older one"
                            .formatted(other.shown().file());
            throw NotTaken.waiting(List.of("%s holds %s, and %s %s from %s serves already; %s."
                    .formatted(
                            candidate.file(),
                            candidate.bundle(),
                            other.bundle().getSymbolicName(),
                            other.bundle().getVersion(),
                            other.shown().file(),
                            way)));
        }
    }

    private void superseded(Entry other, Entry by, Candidate candidate) {
        if (other == by) {
            return;
        }
        other.bundle(null);
        other.show(done(
                other.shown(),
                DeployState.WAITING,
                List.of("%s from %s serves in its place.".formatted(candidate.bundle(), candidate.file())),
                0,
                System.nanoTime()));
    }

    @Override
    public DeployedBundle deploy(Path jar) throws InterruptedException {
        Path file = jar.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("There is no file %s; give the path of a jar.".formatted(jar));
        }
        return onWorker(() -> deployed(file));
    }

    private DeployedBundle deployed(Path file) throws InterruptedException {
        Path place = folder.place(file).orElse(file);
        Entry entry = entries.get(place);
        boolean known = entry != null;
        if (!known) {
            entry = new Entry(place, file.getFileName().toString());
            entries.put(place, entry);
        }
        DeployedBundle before = entry.shown();
        try {
            admit(entry, file, true);
        } catch (NotTaken e) {
            String refusal = brief(entry.shown().findings());
            if (!place.equals(file)) {
                keepRefusal(entry, file, known ? before : null);
            }
            throw new RefusedException(refusal, e);
        }
        if (!file.equals(place)) {
            entries.remove(file);
        }
        keep(entry, file, place);
        return entry.shown();
    }

    private static String brief(List<String> findings) {
        int more = findings.size() - 1;
        return findings.get(0) + (more == 0 ? "" : " (%d more: part:refused lists them.)".formatted(more));
    }

    /** What lies elsewhere and was refused is remembered under its own path; the folder is as it was. */
    private void keepRefusal(Entry entry, Path file, DeployedBundle before) {
        Entry refused = new Entry(file, file.toString());
        DeployedBundle shown = entry.shown();
        refused.show(new DeployedBundle(
                file.toString(),
                shown.name(),
                shown.version(),
                shown.state(),
                shown.parts(),
                shown.findings(),
                0,
                shown.seconds(),
                shown.sha256()));
        entries.put(file, refused);
        if (before == null) {
            entries.remove(entry.file());
        } else {
            entry.show(before);
        }
    }

    private void keep(Entry entry, Path file, Path place) {
        try {
            if (!file.equals(place)) {
                folder.put(file, place);
            }
            entry.seen(Fingerprint.of(place));
            for (Entry other : List.copyOf(entries.values())) {
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
                    "{} serves until Clade ends, as it could not be put into the deploy folder: {}",
                    file,
                    e.toString());
        }
    }

    @Override
    public DeployedBundle undeploy(String name) throws InterruptedException {
        return onWorker(() -> {
            Entry entry = entries.values().stream()
                    .filter(candidate -> named(candidate, name))
                    .min(Comparator.comparing(candidate -> candidate.bundle() == null))
                    .orElseThrow(() -> RefusedException.unknown("bundle of yours", name, names()));
            drop(entry);
            try {
                if (folder.has(entry.file())) {
                    folder.takeOut(entry.file());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The parts are gone, but %s cannot be moved away: %s".formatted(entry.file(), e.getMessage()),
                        e);
            }
            return entry.shown();
        });
    }

    private static boolean named(Entry entry, String name) {
        DeployedBundle shown = entry.shown();
        return name.equals(shown.name())
                || name.equals(shown.file())
                || name.equals(entry.file().getFileName().toString())
                || shown.parts().stream().anyMatch(part -> part.equals(name) || part.endsWith(" " + name))
                || entry.bundle() != null
                        && name.equals(Long.toString(entry.bundle().getBundleId()));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        entries.values().forEach(entry -> {
            DeployedBundle shown = entry.shown();
            names.add(shown.name().isEmpty() ? shown.file() : shown.name());
            shown.parts().forEach(part -> names.add(part.substring(part.indexOf(' ') + 1)));
        });
        return names.stream().distinct().toList();
    }

    private <T> T onWorker(Callable<T> work) throws InterruptedException {
        try {
            return worker.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public List<DeployedBundle> bundles() {
        return entries.values().stream().map(Entry::shown).toList();
    }

    @Override
    public List<Verification> verify(String id) throws InterruptedException {
        return living.verify(id, bundles());
    }

    @Override
    public List<String> why(String id) {
        return living.why(id, bundles());
    }

    @Override
    public void settle() throws InterruptedException {
        settled.await();
    }
}

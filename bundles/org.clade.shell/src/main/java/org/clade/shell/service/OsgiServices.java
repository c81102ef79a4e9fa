package org.clade.shell.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the framework. */
@Component
public final class OsgiServices implements Services {

    /** The longest wait for a service; bundles and their services start before a command runs. */
    private static final Duration SERVICE = Duration.ofSeconds(10);

    /** The longest wait until Clade is ready, on a busy machine. */
    private static final Duration READY = Duration.ofMinutes(2);

    private final BundleContext context;
    private final Readiness readiness;
    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new ConcurrentHashMap<>();

    @Activate
    public OsgiServices(BundleContext context) {
        this.context = context;
        readiness = new Readiness(context);
    }

    @Override
    public <T> T get(Class<T> type) throws InterruptedException {
        T service = type.cast(tracker(type).waitForService(SERVICE.toMillis()));
        if (service == null) {
            throw new MissingServiceException(type, SERVICE);
        }
        return service;
    }

    @Override
    public <T> Optional<T> find(Class<T> type) throws InterruptedException {
        awaitReady();
        return Optional.ofNullable(type.cast(tracker(type).getService()));
    }

    @Override
    public void awaitReady() throws InterruptedException {
        Optional<String> missing = readiness.await(READY);
        if (missing.isPresent()) {
            throw new MissingServiceException(missing.get(), READY);
        }
    }

    @Override
    public void awaitReady(Duration limit) throws InterruptedException {
        readiness.await(limit);
    }

    @Override
    public Platform platform() {
        Bundle framework = context.getBundle(0);
        List<Platform.BundleState> states = Arrays.stream(context.getBundles())
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0)
                .map(bundle -> new Platform.BundleState(
                        bundle.getSymbolicName(), bundle.getVersion().toString(), state(bundle)))
                .toList();
        return new Platform(
                framework.getSymbolicName() + " " + framework.getVersion(), version(context.getBundle()), states);
    }

    @Deactivate
    void close() {
        readiness.close();
        trackers.values().forEach(ServiceTracker::close);
    }

    private ServiceTracker<?, ?> tracker(Class<?> type) {
        return trackers.computeIfAbsent(type, wanted -> {
            ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, wanted, null);
            tracker.open();
            return tracker;
        });
    }

    private static String version(Bundle bundle) {
        return bundle.getVersion().getMajor() + "." + bundle.getVersion().getMinor() + "."
                + bundle.getVersion().getMicro();
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.INSTALLED -> "INSTALLED";
            default -> "UNINSTALLED";
        };
    }
}

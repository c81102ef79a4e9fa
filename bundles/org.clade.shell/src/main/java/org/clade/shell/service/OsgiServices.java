package org.clade.shell.service;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.clade.api.deploy.DeployService;
import org.clade.api.part.RefusedException;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;

/** The services of the framework. */
@Component
public final class OsgiServices implements Services {

    private static final long PATIENCE_SECONDS = 10;

    private final BundleContext context;
    private final SettleDetector calm = new SettleDetector(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new ConcurrentHashMap<>();
    private final AllServiceListener services = event -> calm.disturbed();
    private final BundleListener bundles = event -> calm.disturbed();
    private final ServiceRegistration<ConfigurationListener> configurations;

    /** Made by Declarative Services. */
    @Activate
    public OsgiServices(BundleContext context) {
        this.context = context;
        context.addServiceListener(services);
        context.addBundleListener(bundles);
        configurations = context.registerService(ConfigurationListener.class, event -> calm.disturbed(), null);
    }

    @Override
    public <T> T get(Class<T> type) throws InterruptedException {
        T service = type.cast(tracker(type).waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
        if (service == null) {
            throw new MissingServiceException(type, PATIENCE_SECONDS);
        }
        return service;
    }

    @Override
    public void settle() throws InterruptedException {
        calm.await();
        DeployService deploy = (DeployService) tracker(DeployService.class).getService();
        if (deploy != null) {
            deploy.settle();
        }
    }

    @Override
    public <T> T patiently(Supplier<T> lookup) throws InterruptedException {
        try {
            return lookup.get();
        } catch (RefusedException tooEarly) {
            settle();
            return lookup.get();
        }
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
        context.removeServiceListener(services);
        context.removeBundleListener(bundles);
        configurations.unregister();
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

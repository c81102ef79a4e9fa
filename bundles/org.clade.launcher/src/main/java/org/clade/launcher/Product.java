package org.clade.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;

/** The running framework with the product's bundles in it. */
final class Product implements AutoCloseable {
    private static final int LEVEL_OF_THE_REST = 5;
    private static final int LEVEL_OF_NOTHING = 1;
    private static final String ACCUSER = "clade.ended";
    private static final String FINISH = "clade.finish";
    private static final String PRODUCT = "reference:";
    private static final long STOP_SECONDS = 20;

    private final Framework framework;
    private final UnresolvedBundles unresolved = new UnresolvedBundles();
    private final Home home;
    private final LaunchSettings settings;
    private final Path storage;
    private final StartCache cache;
    private volatile boolean closing;
    private volatile boolean changed;
    private volatile Optional<String> stopCause = Optional.empty();
    private volatile Consumer<String> stopped = cause -> {};
    private ServiceTracker<?, BiFunction<String, StackTraceElement[], String>> accuser;

    private Product(Framework framework, Home home, LaunchSettings settings, Path storage, StartCache cache) {
        this.framework = framework;
        this.home = home;
        this.settings = settings;
        this.storage = storage;
        this.cache = cache;
    }

    /**
     * Prepares the framework, with the bundles of the kept state if there is one, else without bundles.
     *
     * @param home the product folder
     * @param settings its settings
     * @param storage the framework's storage, which does not exist yet
     * @param cache the kept state
     * @return the product
     */
    static Product prepare(Home home, LaunchSettings settings, Path storage, StartCache cache) throws LaunchException {
        try {
            if (cache.restore(storage)) {
                Optional<Product> product = restored(home, settings, storage, cache);
                if (product.isPresent()) {
                    return product.get();
                }
                cache.discard();
                FrameworkStorage.delete(storage);
            }
            return open(home, settings, storage, cache, true);
        } catch (BundleException e) {
            throw notStarted(e);
        } catch (IOException e) {
            throw new LaunchException(
                    "The framework's storage " + storage + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static Optional<Product> restored(Home home, LaunchSettings settings, Path storage, StartCache cache)
            throws LaunchException {
        try {
            Product product = open(home, settings, storage, cache, false);
            if (product.holds(home.bundles())) {
                return Optional.of(product);
            }
            product.close();
        } catch (BundleException e) {
            System.getLogger(Product.class.getName()).log(Level.DEBUG, "the kept state cannot be used", e);
        }
        return Optional.empty();
    }

    private static Product open(Home home, LaunchSettings settings, Path storage, StartCache cache, boolean clean)
            throws LaunchException, BundleException {
        Map<String, String> properties = settings.framework();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        if (clean) {
            properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        }
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(LEVEL_OF_NOTHING));
        properties.put(Home.PROPERTY, home.folder().toString());
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException(
                        "There is no OSGi framework in " + home.folder().resolve("lib") + "; build Clade again."));
        Product product = new Product(factory.newFramework(properties), home, settings, storage, cache);
        product.framework.init();
        product.watchFailures();
        product.watchStop();
        return product;
    }

    /** {@return whether exactly these jars are installed} */
    private boolean holds(List<Path> jars) {
        BundleContext context = framework.getBundleContext();
        return context.getBundles().length == jars.size() + 1
                && jars.stream().allMatch(jar -> context.getBundle(PRODUCT + jar.toUri()) != null);
    }

    /** Installs and starts the bundles. */
    void start() throws LaunchException {
        try {
            if (framework.getBundleContext().getBundles().length == 1) {
                install(home.bundles(), settings.startLevels());
            }
            framework.start();
            raise();
        } catch (BundleException e) {
            throw notStarted(e);
        }
    }

    private static LaunchException notStarted(BundleException e) {
        return new LaunchException("The framework did not start: " + e.getMessage(), e);
    }

    /**
     * Starts the bundles, level by level, and waits for them and their events. The framework starts at a level without bundles, since it
     * assigns levels on its own thread, which also starts bundles that it finds late: if the levels rose at the same time, two threads
     * would start bundles, and a bundle could start before those of lower levels.
     */
    private void raise() {
        CountDownLatch raised = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(LEVEL_OF_THE_REST, event -> raised.countDown());
        try {
            raised.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchFailures() {
        framework.getBundleContext().addFrameworkListener(event -> {
            boolean own = event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
            if (event.getType() == FrameworkEvent.ERROR && !own) {
                unresolved.add(UnresolvedBundles.name(event.getBundle()), event.getThrowable());
            }
        });
    }

    private void watchStop() {
        BundleContext context = framework.getBundleContext();
        accuser = new ServiceTracker<>(context, filter(BiFunction.class, ACCUSER), null);
        accuser.open();
        SynchronousBundleListener listener = event -> {
            changed |= changes(event);
            boolean stops =
                    event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0;
            if (stops && !closing) {
                String sentence = endedBy("stopped the framework", new StackTraceElement[0]);
                stopCause = Optional.of(
                        sentence.isEmpty() ? "The framework was stopped before the command was done." : sentence);
                finish();
                stopped.accept(stopCause.get());
            }
        };
        context.addBundleListener(listener);
    }

    /** Whether an event makes the framework's state differ from that of the product alone. */
    private boolean changes(BundleEvent event) {
        return switch (event.getType()) {
            case BundleEvent.INSTALLED -> !event.getBundle().getLocation().startsWith(PRODUCT);
            case BundleEvent.UPDATED, BundleEvent.UNINSTALLED, BundleEvent.UNRESOLVED, BundleEvent.STOPPED -> !closing;
            default -> false;
        };
    }

    private void install(List<Path> jars, Map<String, Integer> levels) {
        BundleContext context = framework.getBundleContext();
        for (Path jar : jars) {
            try {
                Bundle bundle = context.installBundle(PRODUCT + jar.toUri());
                if (!isFragment(bundle)) {
                    bundle.adapt(BundleStartLevel.class)
                            .setStartLevel(levels.getOrDefault(bundle.getSymbolicName(), LEVEL_OF_THE_REST));
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (BundleException e) {
                unresolved.add(jar.getFileName().toString(), e);
            }
        }
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** {@return the bundles that did not start, and the reasons} */
    UnresolvedBundles unresolved() {
        return unresolved;
    }

    /**
     * {@return the service of the given type and property, waiting for it}
     *
     * @throws LaunchException if it does not appear in time
     */
    <S> S await(Class<S> type, String property, long millis) throws LaunchException, InterruptedException {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(framework.getBundleContext(), filter(type, property), null);
        tracker.open();
        try {
            S service = tracker.waitForService(millis);
            if (service == null) {
                throw new LaunchException("Clade's shell did not start within " + millis / 1000 + " seconds: "
                        + "no service " + type.getName() + " with " + property + "=true. "
                        + (unresolved.isEmpty() ? "Every bundle is started." : String.join(" ", unresolved.sentences()))
                        + " Build Clade again.");
            }
            return service;
        } finally {
            tracker.close();
        }
    }

    /**
     * Prints a line per bundle of the product: symbolic name, version, state.
     *
     * @return whether every bundle is started and every fragment attached
     */
    boolean print(PrintStream out) {
        boolean complete = true;
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getBundleId() != 0 && !bundle.getLocation().startsWith(PRODUCT)) {
                continue;
            }
            String state =
                    switch (bundle.getState()) {
                        case Bundle.ACTIVE -> "active";
                        case Bundle.STARTING -> "lazy";
                        case Bundle.RESOLVED -> isFragment(bundle) ? "resolved" : "NOT STARTED";
                        default -> "UNRESOLVED";
                    };
            complete &= state.equals(state.toLowerCase(Locale.ROOT));
            out.println(UnresolvedBundles.name(bundle) + " " + bundle.getVersion() + " " + state);
        }
        return complete;
    }

    /** Calls every {@link Runnable} that has the given property; {@return whether there was one} */
    boolean call(String property) {
        BundleContext context = framework.getBundleContext();
        if (context == null) {
            return false;
        }
        boolean called = false;
        try {
            for (ServiceReference<Runnable> reference :
                    context.getServiceReferences(Runnable.class, "(" + property + "=true)")) {
                Runnable service = context.getService(reference);
                if (service != null) {
                    service.run();
                    called = true;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        return called;
    }

    private Filter filter(Class<?> type, String property) {
        try {
            return framework
                    .getBundleContext()
                    .createFilter("(&(" + Constants.OBJECTCLASS + "=" + type.getName() + ")(" + property + "=true))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Asks which of the user's bundles ended Clade, and records it.
     *
     * @param call the call, as text
     * @param stack the stack trace, the innermost call first; empty if unknown
     * @return a sentence that names the bundle; empty if the cause is unknown
     */
    String endedBy(String call, StackTraceElement[] stack) {
        BiFunction<String, StackTraceElement[], String> service = accuser.getService();
        return service == null ? "" : service.apply(call, stack);
    }

    /** Stops an active training, which writes its results. */
    void finish() {
        call(FINISH);
    }

    /** Waits until the framework has stopped. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Sets an action for the case that other code than {@link #close} stops the framework; it receives the cause. */
    void onStop(Consumer<String> action) {
        stopped = action;
    }

    /** {@return the cause of the framework's stop, as a sentence; empty if it runs or {@link #close} stopped it} */
    Optional<String> stopCause() {
        return stopCause;
    }

    @Override
    public void close() throws LaunchException {
        closing = true;
        try {
            framework.stop();
            FrameworkEvent end = framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (end.getType() == FrameworkEvent.STOPPED && !changed && unresolved.isEmpty()) {
                cache.keep(storage);
            }
        } catch (BundleException e) {
            throw new LaunchException("The framework did not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

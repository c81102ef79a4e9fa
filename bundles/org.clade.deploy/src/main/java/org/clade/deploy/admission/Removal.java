package org.clade.deploy.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.clade.deploy.inspect.CheckTimeoutException;
import org.clade.deploy.inspect.Limits;
import org.clade.deploy.inspect.TimeLimitedThread;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes users' bundles. It refreshes only users' bundles, never a bundle of the product. */
public final class Removal {

    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
    private static final Duration BLOCKED = Duration.ofSeconds(1);

    private final Bundle framework;
    private final FrameworkWiring wiring;
    private final Limits limits;

    /**
     * Removes from a framework.
     *
     * @param framework the system bundle
     * @param limits the time limits for stopping activators and components
     */
    public Removal(Bundle framework, Limits limits) {
        this.framework = framework;
        this.wiring = framework.adapt(FrameworkWiring.class);
        this.limits = limits;
    }

    /** {@return whether a bundle was installed by this service} */
    public static boolean ours(Bundle bundle) {
        return bundle.getLocation().startsWith(Admission.LOCATION);
    }

    /** Uninstalls bundles that an earlier instance of this service left in the framework. */
    public void removeLeftovers() {
        try {
            for (Bundle bundle : framework.getBundleContext().getBundles()) {
                if (ours(bundle)) {
                    remove(bundle);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Uninstalls a bundle. If its code blocks the stop, it stays hidden until Clade ends. */
    public void remove(Bundle bundle) throws InterruptedException {
        try (TimeLimitedThread thread = new TimeLimitedThread("clade-remove " + bundle.getSymbolicName())) {
            thread.call(blocked(bundle) ? BLOCKED : limits.start(), () -> {
                bundle.uninstall();
                return null;
            });
            refresh(bundle);
        } catch (CheckTimeoutException | ExecutionException e) {
            LOG.warn("{} could not be removed ({}); restart Clade to remove it.", bundle, e.getMessage());
        }
    }

    /** Whether code of the bundle still blocks its start or stop. */
    private static boolean blocked(Bundle bundle) {
        boolean lazy = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return bundle.getState() == Bundle.STOPPING || bundle.getState() == Bundle.STARTING && !lazy;
    }

    private void refresh(Bundle removed) throws InterruptedException {
        Collection<Bundle> pending = wiring.getRemovalPendingBundles();
        if (!pending.contains(removed)) {
            return;
        }
        List<Bundle> closure = new ArrayList<>(wiring.getDependencyClosure(List.of(removed)));
        if (!closure.stream().allMatch(bundle -> bundle.equals(removed) || ours(bundle))) {
            LOG.warn("Bundles of the product use packages of {}; restart Clade to remove it.", removed);
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(closure, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
            }
        });
        refreshed.await(limits.start().toSeconds(), TimeUnit.SECONDS);
    }
}

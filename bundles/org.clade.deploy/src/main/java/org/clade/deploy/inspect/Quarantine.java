package org.clade.deploy.inspect;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/** Hides the services of bundles during their check from all bundles except themselves and this one. */
public final class Quarantine implements FindHook, EventListenerHook {

    private final Bundle warden;
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    /**
     * An empty quarantine.
     *
     * @param warden the bundle that sees hidden services
     */
    public Quarantine(Bundle warden) {
        this.warden = warden;
    }

    /** Hides the present and future services of a bundle. */
    public void hide(Bundle bundle) {
        hidden.add(bundle.getBundleId());
    }

    /** Stops hiding a bundle's future services. Its present services were never announced, so it must be stopped first. */
    public void release(Bundle bundle) {
        hidden.remove(bundle.getBundleId());
    }

    /** {@return whether a bundle's services are hidden} */
    public boolean hides(Bundle bundle) {
        return bundle != null && hidden.contains(bundle.getBundleId());
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (!hidden.isEmpty()) {
            references.removeIf(reference -> !sees(context, reference.getBundle()));
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        Bundle owner = event.getServiceReference().getBundle();
        if (hides(owner)) {
            listeners.keySet().removeIf(context -> !sees(context, owner));
        }
    }

    private boolean sees(BundleContext context, Bundle owner) {
        if (!hides(owner)) {
            return true;
        }
        long viewer = context.getBundle().getBundleId();
        return viewer == owner.getBundleId() || viewer == warden.getBundleId();
    }
}

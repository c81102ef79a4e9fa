package org.clade.deploy.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

class QuarantineTest {

    private final Bundle warden = bundle(1);
    private final Bundle users = bundle(2);
    private final Bundle other = bundle(3);
    private final ServiceReference<?> part = fake(ServiceReference.class, "getBundle", users);
    private final ServiceReference<?> shipped = fake(ServiceReference.class, "getBundle", other);
    private final Quarantine quarantine = new Quarantine(warden);

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, String method, Object result) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
            if (called.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            return called.getName().equals("hashCode")
                    ? System.identityHashCode(proxy)
                    : called.getName().equals(method) ? result : null;
        });
    }

    private static Bundle bundle(long id) {
        return fake(Bundle.class, "getBundleId", id);
    }

    private static BundleContext context(Bundle bundle) {
        return fake(BundleContext.class, "getBundle", bundle);
    }

    private List<ServiceReference<?>> found(Bundle viewer) {
        List<ServiceReference<?>> references = new ArrayList<>(List.of(part, shipped));
        quarantine.find(context(viewer), null, null, true, references);
        return references;
    }

    @Test
    void onlyTheBundleItselfAndTheWardenFindWhatIsHidden() {
        quarantine.hide(users);
        assertEquals(List.of(shipped), found(other));
        assertEquals(List.of(part, shipped), found(users));
        assertEquals(List.of(part, shipped), found(warden));
        quarantine.release(users);
        assertEquals(List.of(part, shipped), found(other));
    }

    @Test
    void nobodyElseIsToldOfIt() {
        quarantine.hide(users);
        BundleContext own = context(users);
        BundleContext outside = context(other);
        Map<BundleContext, Collection<ListenerInfo>> listeners = new HashMap<>();
        listeners.put(own, List.of());
        listeners.put(outside, List.of());
        quarantine.event(new ServiceEvent(ServiceEvent.REGISTERED, shipped), listeners);
        assertEquals(Set.of(own, outside), listeners.keySet());
        quarantine.event(new ServiceEvent(ServiceEvent.REGISTERED, part), listeners);
        assertEquals(Set.of(own), listeners.keySet());
    }
}

package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The service registry and the bundles of the tests. */
final class Registry {
    private static final BundleContext CONTEXT =
            FrameworkUtil.getBundle(Registry.class).getBundleContext();
    private static final long PATIENCE_MILLIS = 30_000;

    private Registry() {}

    /** {@return the service of a type, after waiting for it} */
    static <S> S service(Class<S> type) {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(CONTEXT, type, null);
        tracker.open();
        try {
            S service = tracker.waitForService(PATIENCE_MILLIS);
            assertNotNull(service, () -> "There is no " + type.getName());
            return service;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            tracker.close();
        }
    }

    /** {@return the services that match a filter, with their properties} */
    static List<ServiceReference<?>> references(String filter) {
        try {
            ServiceReference<?>[] found = CONTEXT.getAllServiceReferences(null, filter);
            return found == null ? List.of() : new ArrayList<>(Arrays.asList(found));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the service of a reference} */
    static Object get(ServiceReference<?> reference) {
        return CONTEXT.getService(reference);
    }

    /** {@return the bundle with a name} */
    static Bundle bundle(String name) {
        return Arrays.stream(CONTEXT.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@return whether a condition became true in time} */
    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        for (long end = System.currentTimeMillis() + PATIENCE_MILLIS; System.currentTimeMillis() < end; ) {
            if (condition.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }
}

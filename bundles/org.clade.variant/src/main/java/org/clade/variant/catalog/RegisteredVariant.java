package org.clade.variant.catalog;

import java.time.Duration;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** A variant in use, looked up in the registry at each call, so that it has the present parts. */
final class RegisteredVariant implements VariantLease {

    private final String name;
    private final ServiceTracker<Variant, Variant> tracker;
    private final Runnable afterUse;

    /**
     * Opens a variant for use.
     *
     * @param context finds it
     * @param name its name
     * @param afterUse the action at the end of the use
     * @param limit the longest wait for it
     */
    RegisteredVariant(BundleContext context, String name, Runnable afterUse, Duration limit) {
        this.name = name;
        this.afterUse = afterUse;
        try {
            this.tracker = new ServiceTracker<>(
                    context,
                    FrameworkUtil.createFilter("(&(objectClass=" + Variant.class.getName() + ")" + filter(name) + ")"),
                    null);
        } catch (InvalidSyntaxException e) {
            throw new RefusedException("“%s” cannot be a variant's name.".formatted(name), e);
        }
        tracker.open();
        try {
            if (tracker.waitForService(limit.toMillis()) == null) {
                tracker.close();
                throw gone(
                        "did not become available, although its parts are; see doctor for bundles that are not active");
            }
        } catch (InterruptedException e) {
            tracker.close();
            Thread.currentThread().interrupt();
            throw gone("is not available; the wait for it was interrupted");
        }
    }

    static String filter(String name) {
        return "(" + Variant.NAME + "=" + name + ")";
    }

    @Override
    public Variant variant() {
        return present()
                .orElseThrow(() ->
                        gone("is no longer available, because one of its parts is missing; variant:why says which"));
    }

    @Override
    public Optional<Variant> present() {
        return Optional.ofNullable(tracker.getService());
    }

    @Override
    public void close() {
        tracker.close();
        afterUse.run();
    }

    private RefusedException gone(String what) {
        return new RefusedException("Variant %s %s.".formatted(name, what));
    }
}

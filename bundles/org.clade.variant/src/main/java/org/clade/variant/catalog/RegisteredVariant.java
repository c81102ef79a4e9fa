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

/** A variant in use, looked up in the registry each time, so that its parts are those that are there now. */
final class RegisteredVariant implements VariantLease {

    private final String name;
    private final ServiceTracker<Variant, Variant> tracker;
    private final Runnable afterUse;

    /**
     * Takes a variant into use.
     *
     * @param context looks it up
     * @param name its name
     * @param afterUse what is to be done when the use ends
     * @param limit how long to wait until it has come up
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
                        "did not come up, though its parts are there; look at doctor for bundles that are not active");
            }
        } catch (InterruptedException e) {
            tracker.close();
            Thread.currentThread().interrupt();
            throw gone("was not waited for");
        }
    }

    static String filter(String name) {
        return "(" + Variant.NAME + "=" + name + ")";
    }

    @Override
    public Variant variant() {
        return present().orElseThrow(() -> gone("is gone, because one of its parts is; variant:why says which"));
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

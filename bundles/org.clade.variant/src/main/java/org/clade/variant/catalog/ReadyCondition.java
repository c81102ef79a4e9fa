package org.clade.variant.catalog;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.clade.api.variant.VariantService;
import org.clade.base.thread.SerialWorker;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/** The service that is registered while no variant is pending. Its own thread registers and unregisters it, without any lock held. */
final class ReadyCondition implements AutoCloseable {

    private final BundleContext context;
    private final BooleanSupplier holds;
    private final SerialWorker worker = new SerialWorker("clade-variants-ready");
    private ServiceRegistration<Condition> registration;

    /**
     * A condition that does not hold yet.
     *
     * @param context registers it
     * @param holds whether it holds now
     */
    ReadyCondition(BundleContext context, BooleanSupplier holds) {
        this.context = context;
        this.holds = holds;
    }

    /** Checks the condition again. */
    void update() {
        worker.execute(this::refresh);
    }

    private void refresh() {
        hold(holds.getAsBoolean());
    }

    private void hold(boolean now) {
        if (now && registration == null) {
            registration = context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, VariantService.READY)));
        } else if (!now && registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    @Override
    public void close() {
        worker.execute(() -> hold(false));
        worker.close();
    }
}

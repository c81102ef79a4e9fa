package org.clade.shell.service;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.deploy.DeployService;
import org.clade.api.variant.VariantService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.condition.Condition;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The conditions for Clade's readiness. The bundle that knows a condition registers it; the shell waits for it if that
 * bundle's service is available.
 */
final class Readiness implements AutoCloseable {

    /** The conditions in order: a jar of the deploy folder may add variants. */
    private enum Part {
        DEPLOY(DeployService.READY, DeployService.class),
        VARIANTS(VariantService.READY, VariantService.class);

        private final String id;
        private final Class<?> provider;

        Part(String id, Class<?> provider) {
            this.id = id;
            this.provider = provider;
        }
    }

    private final BundleContext context;
    private final Map<Part, ServiceTracker<Condition, Condition>> conditions;
    private final Set<Part> missed = EnumSet.noneOf(Part.class);

    /**
     * Starts to listen.
     *
     * @param context the context of the shell's bundle
     */
    Readiness(BundleContext context) {
        this.context = context;
        conditions = Arrays.stream(Part.values())
                .collect(Collectors.toMap(part -> part, this::tracker, (one, other) -> one, LinkedHashMap::new));
        conditions.values().forEach(ServiceTracker::open);
    }

    private ServiceTracker<Condition, Condition> tracker(Part part) {
        try {
            return new ServiceTracker<>(
                    context,
                    FrameworkUtil.createFilter("(&(objectClass=%s)(%s=%s))"
                            .formatted(Condition.class.getName(), Condition.CONDITION_ID, part.id)),
                    null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(part.id, e);
        }
    }

    /**
     * Waits until Clade is ready. After one timeout it does not wait for the same condition again.
     *
     * @param limit how long to wait for each condition
     * @return the id of the condition that does not hold; empty if Clade is ready
     * @throws InterruptedException if the wait is interrupted
     */
    Optional<String> await(Duration limit) throws InterruptedException {
        for (Map.Entry<Part, ServiceTracker<Condition, Condition>> condition : conditions.entrySet()) {
            Part part = condition.getKey();
            if (context.getServiceReference(part.provider) != null && !holds(part, condition.getValue(), limit)) {
                return Optional.of(part.id);
            }
        }
        return Optional.empty();
    }

    private boolean holds(Part part, ServiceTracker<Condition, Condition> condition, Duration limit)
            throws InterruptedException {
        synchronized (missed) {
            if (missed.contains(part)) {
                return condition.getService() != null;
            }
        }
        boolean holds = condition.waitForService(limit.toMillis()) != null;
        if (!holds) {
            synchronized (missed) {
                missed.add(part);
            }
        }
        return holds;
    }

    @Override
    public void close() {
        conditions.values().forEach(ServiceTracker::close);
    }
}

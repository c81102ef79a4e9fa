package org.clade.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.clade.api.baseline.Baseline;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.RefusedException;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Platform;
import org.clade.shell.service.Services;

/** Services that a test has put there. */
public final class FakeServices implements Services {

    private final Map<Class<?>, Object> services = new HashMap<>();
    private final Map<String, Baseline> baselines = new HashMap<>();
    private final Map<String, ClusterMetric> metrics = new HashMap<>();
    private List<Platform.BundleState> bundles = List.of(new Platform.BundleState("org.clade.api", "0.1.0", "ACTIVE"));

    /** How often it was waited for calm. */
    public int settled;

    /** Puts a service there. */
    public <T> FakeServices with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** Puts a baseline there. */
    public FakeServices with(String id, Baseline baseline) {
        baselines.put(id, baseline);
        return this;
    }

    /** Puts a score there. */
    public FakeServices with(String id, ClusterMetric metric) {
        metrics.put(id, metric);
        return this;
    }

    /** Puts bundles there. */
    public FakeServices with(Platform.BundleState... states) {
        bundles = List.of(states);
        return this;
    }

    @Override
    public <T> T get(Class<T> type) {
        if (!services.containsKey(type)) {
            throw new MissingServiceException(type, 10);
        }
        return type.cast(services.get(type));
    }

    @Override
    public Baseline baseline(String id) {
        return named("baseline", id, baselines);
    }

    @Override
    public ClusterMetric metric(String id) {
        return named("metric", id, metrics);
    }

    @Override
    public void settle() {
        settled++;
    }

    @Override
    public <T> T patiently(Supplier<T> lookup) {
        return lookup.get();
    }

    @Override
    public Platform platform() {
        return new Platform("org.eclipse.osgi 3.23.0", "0.1.0", bundles);
    }

    private static <T> T named(String kind, String id, Map<String, T> parts) {
        if (!parts.containsKey(id)) {
            throw RefusedException.unknown(kind, id, parts.keySet());
        }
        return parts.get(id);
    }
}

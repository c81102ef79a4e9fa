package org.clade.shell;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Platform;
import org.clade.shell.service.Services;

/** Services set by a test. */
public final class FakeServices implements Services {

    private final Map<Class<?>, Object> services = new HashMap<>();

    /** The number of waits for readiness. */
    public int awaited;

    private Optional<String> unready = Optional.empty();
    private List<Platform.BundleState> bundles = List.of(new Platform.BundleState("org.clade.api", "0.1.0", "ACTIVE"));

    /** Names a condition that does not hold. */
    public FakeServices without(String condition) {
        unready = Optional.of(condition);
        return this;
    }

    /** Adds a service. */
    public <T> FakeServices with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** Sets the bundles. */
    public FakeServices with(Platform.BundleState... states) {
        bundles = List.of(states);
        return this;
    }

    @Override
    public <T> T get(Class<T> type) {
        if (!services.containsKey(type)) {
            throw new MissingServiceException(type, Duration.ofSeconds(10));
        }
        return type.cast(services.get(type));
    }

    @Override
    public void awaitReady() {
        awaited++;
        unready.ifPresent(condition -> {
            throw new MissingServiceException(condition, Duration.ofSeconds(120));
        });
    }

    @Override
    public void awaitReady(Duration limit) {
        // It is ready, or it will not be.
    }

    @Override
    public Platform platform() {
        return new Platform("org.eclipse.osgi 3.23.0", "0.1.0", bundles);
    }
}

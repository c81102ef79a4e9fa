package org.clade.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.clade.shell.service.MissingServiceException;
import org.clade.shell.service.Platform;
import org.clade.shell.service.Services;

/** Services that a test has put there. */
public final class FakeServices implements Services {

    private final Map<Class<?>, Object> services = new HashMap<>();
    private List<Platform.BundleState> bundles = List.of(new Platform.BundleState("org.clade.api", "0.1.0", "ACTIVE"));

    /** How often it was waited for calm. */
    public int settled;

    /** Puts a service there. */
    public <T> FakeServices with(Class<T> type, T service) {
        services.put(type, service);
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
}

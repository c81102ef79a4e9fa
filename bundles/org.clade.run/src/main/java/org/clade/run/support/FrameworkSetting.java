package org.clade.run.support;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Settings of runs in {@code etc/clade.properties} or system properties. */
public final class FrameworkSetting {

    private FrameworkSetting() {}

    /**
     * Reads a property of the framework.
     *
     * @param key its name
     * @return its trimmed value; empty if it is not set, or without a framework
     */
    public static Optional<String> of(String key) {
        Bundle bundle = FrameworkUtil.getBundle(FrameworkSetting.class);
        return bundle == null || bundle.getBundleContext() == null
                ? Optional.empty()
                : Optional.ofNullable(bundle.getBundleContext().getProperty(key))
                        .map(String::strip);
    }
}

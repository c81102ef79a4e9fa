package org.clade.run.support;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** What {@code etc/clade.properties} or a system property says of how runs are done. */
public final class FrameworkSetting {

    private FrameworkSetting() {}

    /**
     * Reads a property of the framework.
     *
     * @param key its name
     * @return its value without blanks around it; nothing where it is not set, or where there is no framework
     */
    public static Optional<String> of(String key) {
        Bundle bundle = FrameworkUtil.getBundle(FrameworkSetting.class);
        return bundle == null || bundle.getBundleContext() == null
                ? Optional.empty()
                : Optional.ofNullable(bundle.getBundleContext().getProperty(key))
                        .map(String::strip);
    }
}

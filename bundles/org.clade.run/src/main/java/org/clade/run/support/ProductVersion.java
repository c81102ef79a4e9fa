package org.clade.run.support;

import java.util.Optional;
import org.osgi.framework.FrameworkUtil;

/** Clade's version, for run folders. */
public final class ProductVersion {

    private ProductVersion() {}

    /** {@return the version of Clade, which is that of this bundle} */
    public static String get() {
        return Optional.ofNullable(FrameworkUtil.getBundle(ProductVersion.class))
                .map(bundle -> bundle.getVersion().toString())
                .orElse("development");
    }
}

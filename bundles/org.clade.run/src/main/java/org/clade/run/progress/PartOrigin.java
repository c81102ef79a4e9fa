package org.clade.run.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.part.Part;
import org.clade.run.support.BundleJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * The bundle of a part at the time the part was bound.
 *
 * @param bundle its symbolic name
 * @param version its version
 * @param sha256 of its jar; empty if the part is in no bundle
 */
public record PartOrigin(String bundle, String version, String sha256) {

    /** {@return the origin of a part} */
    public static PartOrigin of(Part part) {
        Bundle bundle = FrameworkUtil.getBundle(part.getClass());
        return bundle == null
                ? new PartOrigin(part.getClass().getName(), "development", "")
                : new PartOrigin(bundle.getSymbolicName(), bundle.getVersion().toString(), BundleJar.sha256(bundle));
    }

    /** {@return its fields, each with a prefix} */
    Map<String, Object> fields(String prefix) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(prefix + "bundle", bundle);
        fields.put(prefix + "version", version);
        fields.put(prefix + "sha256", sha256);
        return fields;
    }
}

package org.clade.serviceloader;

import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Which bundles need SPI Fly: those that require one of its extenders and do not find their provider without it. */
final class Mediation {

    private static final String EXTENDER = "osgi.extender";
    private static final String SERVICE_LOADER = "osgi.serviceloader.";

    /** {@code org.clade.logging} gives SLF4J its provider. */
    private static final Set<String> LOGGING = Set.of("slf4j.api", "ch.qos.logback.classic");

    /** The system property names JSON-P's provider. */
    private static final Set<String> JSON = Set.of("jakarta.json-api", "org.apache.johnzon.core");

    private static final String JSON_PROVIDER = "jakarta.json.provider";

    private Mediation() {}

    /** {@return whether a bundle needs SPI Fly} */
    static boolean needs(Bundle bundle) {
        return !findsItsProvider(bundle.getSymbolicName()) && requiresExtender(bundle);
    }

    private static boolean findsItsProvider(String name) {
        return name != null
                && (LOGGING.contains(name) || JSON.contains(name) && System.getProperty(JSON_PROVIDER) != null);
    }

    private static boolean requiresExtender(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return false;
        }
        for (BundleRequirement requirement : revision.getDeclaredRequirements(EXTENDER)) {
            if (requirement.getDirectives().getOrDefault("filter", "").contains(SERVICE_LOADER)) {
                return true;
            }
        }
        return false;
    }
}

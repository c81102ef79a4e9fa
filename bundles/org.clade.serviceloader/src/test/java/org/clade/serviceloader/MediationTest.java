package org.clade.serviceloader;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

class MediationTest {
    private static final String JSON_PROVIDER = "jakarta.json.provider";

    private final String before = System.getProperty(JSON_PROVIDER);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(JSON_PROVIDER);
        } else {
            System.setProperty(JSON_PROVIDER, before);
        }
    }

    /** An object that answers one method, or all methods of one name, and nothing else. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    assertTrue(answers.containsKey(method.getName()), method.getName());
                    return answers.get(method.getName());
                }));
    }

    private static Bundle bundle(String name, String extender) {
        BundleRequirement requirement = answering(
                BundleRequirement.class,
                Map.of("getDirectives", Map.of("filter", "(&(osgi.extender=" + extender + ")(version>=1.0.0))")));
        BundleRevision revision =
                answering(BundleRevision.class, Map.of("getDeclaredRequirements", List.of(requirement)));
        return answering(Bundle.class, Map.of("getSymbolicName", name, "adapt", revision));
    }

    @Test
    void bundlesThatUseOrOfferServicesOfTheServiceLoaderNeedIt() {
        assertTrue(Mediation.needs(bundle("org.example", "osgi.serviceloader.processor")));
        assertTrue(Mediation.needs(bundle("org.example", "osgi.serviceloader.registrar")));
    }

    @Test
    void otherBundlesDoNot() {
        assertFalse(Mediation.needs(bundle("org.example", "osgi.component")));
    }

    @Test
    void loggingNeverNeedsItSinceAFragmentHasTheProvider() {
        assertFalse(Mediation.needs(bundle("slf4j.api", "osgi.serviceloader.processor")));
        assertFalse(Mediation.needs(bundle("ch.qos.logback.classic", "osgi.serviceloader.registrar")));
    }

    @Test
    void jsonNeedsItUnlessThePropertyNamesTheProvider() {
        Bundle json = bundle("jakarta.json-api", "osgi.serviceloader.processor");
        System.clearProperty(JSON_PROVIDER);
        assertTrue(Mediation.needs(json));
        System.setProperty(JSON_PROVIDER, "org.apache.johnzon.core.JsonProviderImpl");
        assertFalse(Mediation.needs(json));
    }
}

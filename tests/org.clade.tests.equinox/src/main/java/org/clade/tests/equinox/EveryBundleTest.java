package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleRevision;

/** Every bundle of the product is resolved and started; fragments are attached. */
public class EveryBundleTest {
    private static final Set<Integer> STARTED = Set.of(Bundle.ACTIVE, Bundle.STARTING); // STARTING: on first use

    private final List<Bundle> bundles = List.of(
            FrameworkUtil.getBundle(EveryBundleTest.class).getBundleContext().getBundles());

    @TestFactory
    Stream<DynamicTest> isResolvedAndStarted() {
        return bundles.stream()
                .map(bundle -> DynamicTest.dynamicTest(bundle.getSymbolicName(), () -> {
                    BundleRevision revision = bundle.adapt(BundleRevision.class);
                    assertTrue(revision.getWiring() != null, "is not resolved");
                    boolean fragment = (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
                    if (!fragment) {
                        assertTrue(STARTED.contains(bundle.getState()), "has state " + bundle.getState());
                    }
                }));
    }

    @Test
    void nothingIsThereTwice() {
        List<String> names = bundles.stream().map(Bundle::getSymbolicName).toList();
        assertEquals(
                names.stream().distinct().sorted().toList(),
                names.stream().sorted().toList());
    }

    /** Classes that SPI Fly has changed call a package of its own, so {@code org.clade.serviceloader} exports it. */
    @Test
    void onlyContractsTestkitDjlAndSpiFlyAreExported() {
        List<String> exporting = bundles.stream()
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.clade."))
                .filter(bundle -> bundle.getHeaders().get("Export-Package") != null)
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
        List<String> allowed =
                Arrays.asList("org.clade.api", "org.clade.djl", "org.clade.serviceloader", "org.clade.testkit");
        assertTrue(allowed.containsAll(exporting), "exported by " + exporting);
    }
}

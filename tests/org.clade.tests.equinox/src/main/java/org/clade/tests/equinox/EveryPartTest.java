package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** Every part of the product keeps the contract of its kind, as a service inside Equinox. */
public class EveryPartTest {
    private static final List<ServiceReference<?>> PARTS = Registry.references("(&(clade.id=*)(clade.kind=*))");

    @TestFactory
    Stream<DynamicContainer> keepsWhatItsKindPromises() {
        TensorEngine engine = Registry.service(TensorEngine.class);
        return PARTS.stream().map(reference -> {
            String id = String.valueOf(reference.getProperty(Part.ID));
            Part part = (Part) Registry.get(reference);
            List<Check> checks = PartChecks.of(part, Settings.of(part, new PartSpec(id, java.util.Map.of())), engine);
            return DynamicContainer.dynamicContainer(
                    reference.getProperty(Part.KIND) + " " + id,
                    checks.stream()
                            .map(check -> DynamicTest.dynamicTest(
                                    check.promise(), () -> assertEquals(Optional.empty(), check.finding()))));
        });
    }

    @TestFactory
    Stream<DynamicTest> isDeclaredByItsBundle() {
        return PARTS.stream()
                .map(reference -> DynamicTest.dynamicTest(String.valueOf(reference.getProperty(Part.ID)), () -> {
                    Bundle bundle = reference.getBundle();
                    assertNotNull(reference.getProperty(Part.SUMMARY), "has no summary");
                    assertTrue(
                            bundle.adapt(BundleRevision.class).getDeclaredCapabilities("org.clade.part").stream()
                                    .anyMatch(capability -> reference
                                                    .getProperty(Part.ID)
                                                    .equals(capability
                                                            .getAttributes()
                                                            .get(Part.ID))
                                            && reference
                                                    .getProperty(Part.KIND)
                                                    .equals(capability
                                                            .getAttributes()
                                                            .get(Part.KIND))),
                            () -> bundle.getSymbolicName() + " has no such capability");
                }));
    }

    @Test
    void everyKindIsThere() {
        Set<Object> kinds = new HashSet<>();
        PARTS.forEach(reference -> kinds.add(reference.getProperty(Part.KIND)));
        for (PartKind kind : PartKind.values()) {
            assertTrue(kinds.contains(kind.id()), () -> kind + " is not among " + kinds);
        }
    }
}

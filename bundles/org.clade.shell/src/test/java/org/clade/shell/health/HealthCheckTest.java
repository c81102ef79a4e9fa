package org.clade.shell.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import org.clade.api.part.PartKind;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.VariantService;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeVariants;
import org.clade.shell.service.Platform;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static final ProviderCheck THERE = new ProviderCheck(() -> true, "There is no parser.");
    private static final PartInfo PART =
            new PartInfo("vgg", PartKind.BACKBONE, "Convolutions.", "bundle", "0.1.0", "product", "ACTIVE", List.of());

    private final FakeServices services = new FakeServices();

    @Test
    void findsNothingWhereAllIsThere() throws InterruptedException {
        services.with(PartRuntime.class, parts(PART)).with(VariantService.class, new FakeVariants());
        assertEquals(List.of(), problems(THERE));
    }

    @Test
    void missesPartsAndVariants() throws InterruptedException {
        services.with(PartRuntime.class, parts()).with(VariantService.class, noVariants());
        assertEquals(List.of(HealthCheck.none("part"), HealthCheck.none("variant")), problems(THERE));
    }

    @Test
    void missesTheirServices() throws InterruptedException {
        List<String> problems = problems(THERE);
        assertEquals(2, problems.size());
        assertTrue(problems.get(0).contains("PartRuntime did not become available"), problems::toString);
    }

    @Test
    void missesAProviderWhicheverWayItIsAbsent() throws InterruptedException {
        services.with(PartRuntime.class, parts(PART)).with(VariantService.class, noVariants());
        ProviderCheck absent = new ProviderCheck(() -> false, "There is no logger.");
        ProviderCheck broken = new ProviderCheck(
                () -> {
                    throw new IllegalStateException("Provider not found");
                },
                "There is no parser.");
        ProviderCheck unwired = new ProviderCheck(
                () -> {
                    throw new NoClassDefFoundError("jakarta/json/spi/JsonProvider");
                },
                "There is no interface.");
        assertEquals(
                List.of("There is no logger.", "There is no parser.", "There is no interface."),
                problems(absent, broken, unwired));
    }

    @Test
    void namesTheConditionThatDoesNotHold() throws InterruptedException {
        services.with(PartRuntime.class, parts(PART)).without(VariantService.READY);
        List<String> problems = problems(THERE);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("the condition org.clade.variants.ready did not hold"), problems::toString);
    }

    @Test
    void namesBundlesThatAreNotActive() throws InterruptedException {
        services.with(PartRuntime.class, parts(PART))
                .with(VariantService.class, new FakeVariants())
                .with(new Platform.BundleState("org.clade.run", "0.1.0", "RESOLVED"));
        assertEquals(List.of("The bundle org.clade.run 0.1.0 is RESOLVED instead of ACTIVE."), problems(THERE));
    }

    private List<String> problems(ProviderCheck... providers) throws InterruptedException {
        return new HealthCheck(services, List.of(providers)).problems();
    }

    private static PartRuntime parts(PartInfo... parts) {
        return (PartRuntime) Proxy.newProxyInstance(
                HealthCheckTest.class.getClassLoader(),
                new Class<?>[] {PartRuntime.class},
                (proxy, method, arguments) -> List.of(parts));
    }

    private static VariantService noVariants() {
        return (VariantService) Proxy.newProxyInstance(
                HealthCheckTest.class.getClassLoader(),
                new Class<?>[] {VariantService.class},
                (proxy, method, arguments) -> List.of());
    }
}

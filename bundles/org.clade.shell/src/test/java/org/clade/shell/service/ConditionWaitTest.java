package org.clade.shell.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.clade.api.deploy.DeployService;
import org.clade.api.variant.VariantService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.condition.Condition;

/** Waits for conditions in a separate framework. */
class ConditionWaitTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path storage;

    private Framework framework;
    private BundleContext context;
    private Readiness readiness;

    @BeforeEach
    void start() throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        context = framework.getBundleContext();
        readiness = new Readiness(context);
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        readiness.close();
        framework.stop();
        framework.waitForStop(LONG.toMillis());
    }

    @Test
    void waitsForNoConditionWhoseProviderIsAbsent() throws InterruptedException {
        assertEquals(Optional.empty(), readiness.await(LONG));
    }

    @Test
    void namesTheConditionThatDoesNotHoldAndDoesNotWaitForItAgain() throws InterruptedException {
        provide(DeployService.class);
        provide(VariantService.class);
        register(DeployService.READY);
        assertEquals(Optional.of(VariantService.READY), readiness.await(SHORT));
        long before = System.nanoTime();
        assertEquals(Optional.of(VariantService.READY), readiness.await(LONG));
        assertTrue(System.nanoTime() - before < LONG.toNanos() / 2);
    }

    @Test
    void goesOnWhenTheConditionIsRegisteredAndWaitsOnceItIsWithdrawn() throws Exception {
        provide(VariantService.class);
        CompletableFuture<Optional<String>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return readiness.await(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        ServiceRegistration<Condition> registration = register(VariantService.READY);
        assertEquals(Optional.empty(), waiting.get());
        registration.unregister();
        assertEquals(Optional.of(VariantService.READY), readiness.await(SHORT));
    }

    private <S> void provide(Class<S> type) {
        Object service = Proxy.newProxyInstance(
                ConditionWaitTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? 0 : null);
        context.registerService(type, type.cast(service), null);
    }

    private ServiceRegistration<Condition> register(String id) {
        return context.registerService(
                Condition.class, Condition.INSTANCE, FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, id)));
    }
}

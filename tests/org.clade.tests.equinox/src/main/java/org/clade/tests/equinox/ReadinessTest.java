package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.clade.api.deploy.DeployService;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.condition.Condition;
import org.osgi.util.tracker.ServiceTracker;

/** The readiness conditions of Clade, and the state when they appear. */
public class ReadinessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RECIPE = "gatcluster-28";

    private final BundleContext context =
            FrameworkUtil.getBundle(ReadinessTest.class).getBundleContext();
    private final VariantService variants = Registry.service(VariantService.class);

    @TempDir
    private Path folder;

    private boolean holds(String condition) throws InterruptedException, InvalidSyntaxException {
        ServiceTracker<Condition, Condition> tracker = new ServiceTracker<>(
                context,
                FrameworkUtil.createFilter(
                        "(&(objectClass=%s)(osgi.condition.id=%s))".formatted(Condition.class.getName(), condition)),
                null);
        tracker.open();
        try {
            return tracker.waitForService(LIMIT.toMillis()) != null;
        } finally {
            tracker.close();
        }
    }

    @Test
    void everyVariantIsUpOrLacksAPartOnceTheConditionsHold() throws InterruptedException, InvalidSyntaxException {
        assertTrue(holds(DeployService.READY));
        assertTrue(holds(VariantService.READY));
        List<VariantStatus> all = variants.list();
        assertTrue(all.size() > 50, all::toString);
        for (VariantStatus variant : all) {
            assertEquals(variant.missing().isEmpty(), variant.available(), variant::toString);
        }
    }

    @Test
    void aVariantIsThereAsSoonAsItsBundleIsStarted() throws Exception {
        String recipe = recipe();
        for (int time = 0; time < 5; time++) {
            String name = "ready-" + time;
            Bundle bundle = start(name, recipe.replace("~" + RECIPE, "~" + name));
            try {
                assertTrue(status(name).available(), "right after the start");
                assertTrue(holds(VariantService.READY));
            } finally {
                bundle.uninstall();
            }
        }
    }

    @Test
    void aVariantThatLacksAPartIsNotWaitedFor() throws Exception {
        Bundle bundle =
                start("lacking", recipe().replace("~" + RECIPE, "~lacking").replace("\"mlp", "\"nobodys-head"));
        try {
            VariantStatus status = status("lacking");
            assertFalse(status.available());
            assertFalse(status.missing().isEmpty());
            assertTrue(holds(VariantService.READY));
        } finally {
            bundle.uninstall();
        }
    }

    private String recipe() throws IOException {
        Path file = folder.resolve("recipe.json");
        variants.write(variants.recipe(RECIPE), file);
        return Files.readString(file);
    }

    private VariantStatus status(String name) {
        VariantStatus found = variants.list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(null);
        assertNotNull(found, name);
        return found;
    }

    private Bundle start(String name, String recipe) throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "com.example." + name);
        attributes.putValue(
                "Require-Capability", "osgi.extender;filter:=\"(&(osgi.extender=osgi.configurator)(version>=1.0))\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/configurator/"));
            jar.putNextEntry(new JarEntry("OSGI-INF/configurator/recipe.json"));
            jar.write(recipe.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = new ByteArrayInputStream(bytes.toByteArray())) {
            Bundle bundle = context.installBundle("test:" + name, in);
            bundle.start();
            return bundle;
        }
    }
}

package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.IntSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** Java's service loader finds a service of another bundle, for bundles that require it to. */
class ServiceLoaderTest {
    private static final int ANSWER = 42;
    private static final String EXTENDER =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.%s)(version>=1.0))\"";
    private static final String SERVICE = "osgi.serviceloader;osgi.serviceloader=\"java.util.function.IntSupplier\"";

    /** The service. */
    public static final class Provider implements IntSupplier {
        @Override
        public int getAsInt() {
            return ANSWER;
        }
    }

    /** Asks the service; -1 without one. */
    public static final class Consumer implements IntSupplier {
        @Override
        public int getAsInt() {
            return ServiceLoader.load(IntSupplier.class)
                    .findFirst()
                    .map(IntSupplier::getAsInt)
                    .orElse(-1);
        }
    }

    private final BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
    private final List<Bundle> installed = new ArrayList<>();

    @AfterEach
    void uninstall() throws BundleException {
        for (Bundle bundle : installed) {
            bundle.uninstall();
        }
    }

    @Test
    void aBundleThatRequiresItFindsTheServiceOfAnotherAndOneThatDoesNotFindsNone() throws Exception {
        Bundle provider = start("provider", Provider.class, EXTENDER.formatted("registrar"), SERVICE);
        assertNotNull(provider.getRegisteredServices());
        assertEquals(-1, asked(start("plain", Consumer.class, "", "")));
        assertEquals(ANSWER, asked(start("consumer", Consumer.class, EXTENDER.formatted("processor"), "")));
    }

    @Test
    void theLibrariesThatLogAndReadJsonFindTheirs() {
        assertFalse(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory);
        assertEquals(
                "org.apache.johnzon.core.JsonProviderImpl",
                JsonProvider.provider().getClass().getName());
    }

    private static int asked(Bundle bundle) throws ReflectiveOperationException {
        return ((IntSupplier) bundle.loadClass(Consumer.class.getName())
                        .getConstructor()
                        .newInstance())
                .getAsInt();
    }

    private Bundle start(String name, Class<?> content, String requires, String provides)
            throws IOException, BundleException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "com.example." + name);
        if (!requires.isEmpty()) {
            attributes.putValue("Require-Capability", requires);
        }
        if (!provides.isEmpty()) {
            attributes.putValue("Provide-Capability", provides);
        }
        String file = content.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream type = getClass().getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new JarEntry(file));
            jar.write(type.readAllBytes());
            if (!provides.isEmpty()) {
                jar.putNextEntry(new JarEntry("META-INF/services/java.util.function.IntSupplier"));
                jar.write(content.getName().getBytes(StandardCharsets.UTF_8));
            }
        }
        Bundle bundle = context.installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
        installed.add(bundle);
        bundle.start();
        return bundle;
    }
}

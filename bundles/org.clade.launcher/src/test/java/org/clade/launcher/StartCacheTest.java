package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

/** The kept state is used only for the very same product, and a start without it is the same. */
class StartCacheTest {
    @TempDir
    private Path folder;

    private Path product;
    private Path kept;
    private int starts;

    @BeforeEach
    void makeProduct() throws IOException {
        product = folder.resolve("product");
        kept = Files.createDirectory(folder.resolve("kept"));
        Files.createDirectories(product.resolve("lib"));
        Files.createDirectories(product.resolve("bundles"));
        write("one", "1.0.0");
        write("two", "1.0.0");
    }

    private void write(String name, String version, Class<?>... activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        for (Class<?> code : activator) {
            headers.putValue(Constants.BUNDLE_ACTIVATOR, code.getName());
            headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        }
        try (OutputStream out = Files.newOutputStream(product.resolve("bundles/" + name + ".jar"));
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (Class<?> code : activator) {
                String file = code.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(file));
                try (InputStream in = code.getResourceAsStream("/" + file)) {
                    in.transferTo(entries);
                }
            }
        }
    }

    private LaunchSettings settings() throws LaunchException {
        return LaunchSettings.read(product.resolve("etc/clade.properties"));
    }

    private StartCache cache(boolean makes) throws LaunchException {
        return StartCache.in(kept, new Home(product), settings(), makes);
    }

    /** {@return the bundles of a start, as {@code --bundles} prints them} */
    private List<String> start(StartCache cache) throws LaunchException {
        Path storage = folder.resolve("storage-" + starts++);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Product started = Product.prepare(new Home(product), settings(), storage, cache)) {
            started.start();
            assertTrue(started.print(new PrintStream(printed, true, StandardCharsets.UTF_8)));
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private boolean restores() throws LaunchException, IOException {
        return cache(false).restore(folder.resolve("restored-" + starts++));
    }

    @Test
    void aStartWithTheKeptStateHasTheSameBundles() throws LaunchException, IOException {
        List<String> cold = start(cache(true));
        assertTrue(restores());
        assertEquals(cold, start(cache(false)));
        assertEquals(3, cold.size(), cold::toString);
    }

    @Test
    void onlyTheProcessThatMakesTheStateKeepsIt() throws LaunchException, IOException {
        start(cache(false));
        assertFalse(Files.exists(kept.resolve(StartCache.STATE)));
    }

    @Test
    void anotherJarIsAnotherProduct() throws LaunchException, IOException {
        start(cache(true));
        write("two", "2.0.0");
        Files.setLastModifiedTime(product.resolve("bundles/two.jar"), FileTime.fromMillis(1_000_000));
        assertFalse(restores());
        assertTrue(start(cache(false)).contains("two 2.0.0 active"));
    }

    @Test
    void aRebuiltJarOfTheSameSizeAndTimeIsAnotherProduct() throws LaunchException, IOException {
        Path jar = product.resolve("bundles/two.jar");
        FileTime time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(jar, time);
        start(cache(true));
        assertTrue(restores());
        Files.write(jar, Files.readAllBytes(jar));
        Files.setLastModifiedTime(jar, time);
        assertFalse(restores());
    }

    @Test
    void anAddedOrMissingJarIsAnotherProduct() throws LaunchException, IOException {
        start(cache(true));
        write("three", "1.0.0");
        assertFalse(restores());
        Files.delete(product.resolve("bundles/three.jar"));
        assertTrue(restores());
        Files.delete(product.resolve("bundles/two.jar"));
        assertFalse(restores());
    }

    @Test
    void aSettingOfTheFrameworkIsPartOfTheStampAndOneOfCladeIsNot() throws LaunchException, IOException {
        Home home = new Home(product);
        String stamp = ProductStamp.of(home, Map.of(), Map.of()).digest();
        assertEquals(
                stamp,
                ProductStamp.of(home, Map.of("clade.exit.seconds", "7"), Map.of())
                        .digest());
        assertNotEquals(
                stamp,
                ProductStamp.of(home, Map.of("ds.cache.metadata", "true"), Map.of())
                        .digest());
        assertNotEquals(stamp, ProductStamp.of(home, Map.of(), Map.of("one", 3)).digest());
    }

    @Test
    void aDamagedStateIsNotUsed() throws LaunchException, IOException {
        List<String> cold = start(cache(true));
        Path state = kept.resolve(StartCache.STATE);
        byte[] bytes = Files.readAllBytes(state);
        for (int length : new int[] {0, 10, bytes.length / 2}) {
            Files.write(state, Arrays.copyOf(bytes, length));
            assertFalse(restores(), length + " bytes");
            assertEquals(cold, start(cache(false)));
        }
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 0x55;
        Files.write(state, changed);
        assertEquals(cold, start(cache(false)));
    }

    @Test
    void aBundleThatIsNoPartOfTheProductIsNotKept() throws LaunchException, IOException {
        Path own = folder.resolve("own.jar");
        write("own", "1.0.0");
        Files.move(product.resolve("bundles/own.jar"), own);
        write("installer", "1.0.0", InstallingActivator.class);
        System.setProperty(InstallingActivator.JAR, own.toString());
        try {
            start(cache(true));
        } finally {
            System.clearProperty(InstallingActivator.JAR);
        }
        assertFalse(Files.exists(kept.resolve(StartCache.STATE)));
    }

    @Test
    void theBackgroundProcessStartsOnceForAStamp() throws LaunchException, IOException, InterruptedException {
        Path script = Files.createDirectories(product.resolve("bin")).resolve("start-cache.sh");
        Files.writeString(script, "echo started >>\"$1/starts\"\n");
        cache(false).makeInBackground();
        cache(false).makeInBackground();
        Path record = kept.resolve("starts");
        for (int wait = 0; wait < 600 && !Files.exists(record); wait++) {
            Thread.sleep(100);
        }
        cache(false).makeInBackground();
        assertEquals(List.of("started"), Files.readAllLines(record));
        assertEquals(
                List.of(product.toString()),
                Files.readAllLines(kept.resolve("product")),
                "for the removal of old caches");
    }
}

package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class ProductTest {
    private static final int BUNDLES = 60;

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.getProperties().remove(RecordingActivator.RECORD);
    }

    @Test
    void oneThreadStartsTheBundlesLevelByLevel() throws IOException, LaunchException {
        Queue<String> record = new ConcurrentLinkedQueue<>();
        System.getProperties().put(RecordingActivator.RECORD, record);
        Files.createDirectory(folder.resolve("bundles"));
        List<List<String>> levels = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int number = 0; number < BUNDLES; number++) {
            String name = String.format(java.util.Locale.ROOT, "bundle-%02d", number);
            write(folder.resolve("bundles").resolve(name + ".jar"), name);
            levels.get(number % 3).add(name);
        }
        Path settings = Files.writeString(
                folder.resolve("clade.properties"),
                "clade.startlevel.4 = %s%nclade.startlevel.3 = %s%n"
                        .formatted(String.join(",", levels.get(1)), String.join(",", levels.get(2))));

        try (Product product = Product.prepare(
                new Home(folder), LaunchSettings.read(settings), folder.resolve("framework"), StartCache.none())) {
            product.start();
            assertTrue(
                    product.unresolved().isEmpty(),
                    () -> product.unresolved().sentences().toString());
            List<String> started =
                    record.stream().map(entry -> entry.split(" by ")[0]).toList();
            List<String> expected = new ArrayList<>();
            List<List<String>> upwards = new ArrayList<>(levels);
            Collections.reverse(upwards);
            upwards.forEach(expected::addAll);
            assertEquals(expected, started);
            Set<String> threads =
                    record.stream().map(entry -> entry.split(" by ")[1]).collect(Collectors.toSet());
            assertEquals(1, threads.size(), threads::toString);
            assertFalse(
                    threads.contains(Thread.currentThread().getName()),
                    "bundles get their levels in the framework's own thread, which may start some of them too");
        }
    }

    private static void write(Path jar, String name) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.BUNDLE_ACTIVATOR, RecordingActivator.class.getName());
        headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        String file = RecordingActivator.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code = RecordingActivator.class.getResourceAsStream("/" + file)) {
            entries.putNextEntry(new JarEntry(file));
            code.transferTo(entries);
        }
    }
}

package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The product starts, in every way in which a user can start it. */
class StartTest {
    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @Test
    void everyBundleIsStarted() throws IOException {
        Product product = new Product(folder).asDelivered();
        Outcome bundles = product.run("--bundles").expect(0).inWords();
        Set<String> names =
                bundles.out().lines().map(line -> line.replaceFirst(" .*", "")).collect(Collectors.toSet());
        try (Stream<Path> jars = Files.list(product.home().resolve("bundles"))) {
            assertEquals(jars.count() + 1, names.size(), bundles::toString); // and the framework itself
        }
        assertTrue(
                names.containsAll(Set.of("org.eclipse.osgi", "org.clade.api", "org.clade.run", "org.clade.shell")),
                bundles::toString);
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNamesTheNearest() {
        new Product(folder)
                .run("variant:lst")
                .expect(2)
                .inWords()
                .complains("variant:lst")
                .complains("variant:list");
    }

    @Test
    void helpNamesTheCommands() {
        new Product(folder)
                .run("--help")
                .expect(0)
                .inWords()
                .says("demo")
                .says("run")
                .says("variant:list");
    }

    @Test
    void theCheckoutsOwnScriptStartsItAndKeepsStandardOutputClean() {
        Outcome direct = CLADE.in(folder).run("part:list", "--json").expect(0);
        Outcome checkout =
                Product.ofTheCheckout(folder).run("part:list", "--json").expect(0);
        assertEquals(direct.json(), checkout.json());
    }

    @Test
    void severalProcessesRunFromOneFolderAtOnce() {
        List<Product.Running> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(new Product(folder).start("--bundles"));
        }
        for (Product.Running one : running) {
            one.await(Duration.ofMinutes(5)).expect(0);
        }
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        new Product(folder)
                .with("CLADE_OPTS", "-Djava.io.tmpdir=" + temporary)
                .run("--bundles")
                .expect(0);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("clade"))
                            .toList());
        }
    }

    @Test
    void anOldJavaIsRefusedInWords() throws IOException {
        Path java = Files.createDirectories(folder.resolve("jdk-11/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(folder.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");

        new Product(folder)
                .with("JAVA_HOME", folder.resolve("jdk-11").toString())
                .run("--help")
                .expect(1)
                .complains("Java 17 or later")
                .complains("11.0.2");
    }

    @Test
    void theDoctorSeesThatThereIsNoJsonParserThoughEveryBundleIsActive() throws IOException {
        Product product = Product.ofItsOwn(folder);
        try (Stream<Path> jars = Files.list(product.ownBundles())) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("johnzon"))
                    .toList()) {
                Files.delete(jar);
            }
        }
        product.run("doctor")
                .expect(1)
                .inWords()
                .says("not active")
                .says("There is no JSON parser")
                .says("Not all is well.");
    }

    @Test
    void aBundleThatDoesNotResolveIsNamedAndTheRestStarts() throws IOException {
        Product product = Product.ofItsOwn(folder);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.broken");
        manifest.getMainAttributes().putValue("Import-Package", "org.example.missing");
        Path jar = product.home().resolve("deploy/broken.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();

        product.run("--bundles").expect(0).inWords().says("org.clade.shell");
        product.run("part:refused")
                .expect(0)
                .inWords()
                .says("broken.jar")
                .complains("org.example.broken")
                .complains("org.example.missing");
    }
}

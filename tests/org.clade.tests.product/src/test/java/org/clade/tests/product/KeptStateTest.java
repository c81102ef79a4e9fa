package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with the framework's kept state answers as one without it, and sees everything that changed since. */
class KeptStateTest {
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -Dclade.threads=1";

    @TempDir
    private Path folder;

    private Product clade;

    @BeforeEach
    void keepTheState() throws IOException {
        clade = Product.ofItsOwn(folder)
                .with("CLADE_OPTS", QUICK)
                .with("CLADE_CACHE", folder.resolve("cache").toString());
        clade.with("CLADE_START_CACHE", "state").run("--bundles").expect(0).inWords();
        clade.with("CLADE_START_CACHE", "");
        assertTrue(Files.exists(kept("framework.zip")));
        Files.delete(clade.home().resolve("bin/start-cache.sh")); // nothing is to work in the folder after a test
    }

    private Path kept(String name) throws IOException {
        try (Stream<Path> products = Files.list(folder.resolve("cache/start"))) {
            List<Path> found = products.toList();
            assertEquals(1, found.size(), found::toString);
            return found.get(0).resolve(name);
        }
    }

    /** A process that uses the state has no reason to make another one. */
    private boolean isUsed() throws IOException {
        try (Stream<Path> files = Files.list(kept("framework.zip").getParent())) {
            return files.noneMatch(file -> file.toString().endsWith(".attempt"));
        }
    }

    @Test
    void theAnswersAreTheSame() throws IOException {
        Outcome with = clade.run("variant:list", "--json").expect(0).inWords();
        assertTrue(isUsed());
        clade.with("CLADE_OPTS", QUICK + " -Dclade.start.cache=off");
        assertEquals(clade.run("variant:list", "--json").expect(0).inWords().json(), with.json());
    }

    @Test
    void aJarInTheDeployFolderIsSeenAndItsRecipesAreVariants() throws IOException {
        Path own = folder.resolve("own.json");
        clade.run("variant:export", "gatcluster-28", own.toString()).expect(0);
        SmallBundle.named("org.example.recipes", folder)
                .with(
                        "Require-Capability",
                        "osgi.extender;filter:='(&(osgi.extender=org.clade.variant)(version>=1.0)(!(version>=2.0)))'")
                .file(
                        "OSGI-INF/configurator/of-a-jar.json",
                        Files.readString(own).replace("org.clade.variant~gatcluster-28", "org.clade.variant~of-a-jar"))
                .jar(clade.home().resolve("deploy/recipes.jar"));
        clade.run("variant:why", "of-a-jar").expect(0).inWords();
        assertTrue(isUsed());
        Files.delete(clade.home().resolve("deploy/recipes.jar"));
        clade.run("variant:show", "of-a-jar").expect(2).complains("no variant");
    }

    @Test
    void aBundleThatIsGoneIsMissed() throws IOException {
        try (Stream<Path> jars = Files.list(clade.ownBundles())) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("org.clade.task.separability"))
                    .toList()) {
                Files.delete(jar);
            }
        }
        clade.run("part:info", "separability").expect(2);
        assertFalse(isUsed());
    }

    @Test
    void aDamagedStateIsNotUsed() throws IOException {
        Path state = kept("framework.zip");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(state, bytes);
        clade.run("--bundles").expect(0).inWords();
    }
}

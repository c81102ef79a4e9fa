package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment of the process changes no result: locale, home folder, names of folders. Also tests the options that {@code bin/clade} gives Java. */
class EnvironmentTest {
    private static final String FIRST = "-XX:TieredStopAtLevel=1";
    private static final String EARLY = "-Dclade.engine.early=true";

    @TempDir
    private Path folder;

    @Test
    void namesBeyondAsciiAreKeptInTheLocaleC() throws IOException {
        Path place = Files.createDirectories(folder.resolve("Größe und Maß"));
        Path photos = Files.createDirectories(place.resolve("Fotos aus Å"));
        Set<String> names = new TreeSet<>();
        Random random = new Random(1);
        for (String stem : List.of("ä", "é 2", "日本", "ß", "plain", "ñ", "ø", "š", "я", "ü", "č", "ą")) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setPixels(0, 0, 28, 28, random.ints(784, 0, 256).toArray());
            ImageIO.write(image, "png", photos.resolve(stem + ".png").toFile());
            names.add(stem + ".png");
        }

        RunFolder left = Product.ofItsOwn(place)
                .without("LANG")
                .with("LC_ALL", "C")
                .run(Stream.concat(
                                Stream.of(
                                        "run gatcluster-28 --k 2 --max-batches 1 --set minibatch=6 --set epochs_per_batch=1"
                                                .split(" ")),
                                Stream.of("--progress", "none", "--data", "Fotos aus Å"))
                        .toArray(String[]::new))
                .expect(0)
                .inWords()
                .onlyRun();

        assertEquals(
                names,
                left.rows("assignments.csv").stream()
                        .skip(1)
                        .map(row -> row[0])
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @CsvSource({
        "LC_ALL, C",
        "LC_ALL, POSIX",
        "LC_CTYPE, C",
        "LANG, C",
        "LANG, xx_XX.UTF-8", // not installed, which Java treats as C
        "LC_CTYPE, UTF-8", // as macOS sends it to other systems
        "IRRELEVANT, no locale at all",
    })
    void javaGetsALocaleInUtf8WhereOthersWouldLoseLetters(String variable, String value) throws IOException {
        assertEquals("C.UTF-8", locale(Map.of(variable, value)));
    }

    @Test
    void aLocaleInUtf8StaysAsItIs() throws IOException {
        assertEquals("", locale(Map.of("LANG", "C.UTF-8")));
        assertEquals("C.utf8", locale(Map.of("LC_ALL", "C.utf8", "LANG", "C")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variant:list",
                "variant list",
                "part:list",
                "part why st-dac",
                "clade:doctor",
                "--help",
                "--version",
                "run --help",
                "runs:list",
                "data:check x",
                "data check x",
                "data:info x",
                "variant:shwo",
                "--debug variant:show run",
            })
    void aCommandThatComputesNothingIsCompiledOnceAndLoadsNoEngineEarly(String words) throws IOException {
        List<String> options = options(words.split(" "));
        assertTrue(options.contains(FIRST), options::toString);
        assertFalse(options.contains(EARLY), options::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run st-dac",
                "clade:run st-dac",
                "--debug run st-dac",
                "demo",
                "resume latest",
                "predict latest x",
                "features:score x",
                "features score x",
                "baseline kmeans",
                "bench x",
                "part:verify x",
                "part verify x",
                "part:deploy x.jar",
                "-f script.clade --help",
                "",
            })
    void aCommandThatComputesHasBothCompilersAndTheEngineEarly(String words) throws IOException {
        List<String> options = options(words.isEmpty() ? new String[0] : words.split(" "));
        assertFalse(options.contains(FIRST), options::toString);
        assertTrue(options.contains(EARLY), options::toString);
    }

    @Test
    void theUsersOptionsComeLastAndWin() throws IOException {
        List<String> options =
                written(Map.of("CLADE_OPTS", "-XX:TieredStopAtLevel=4 -Dclade.engine.early=false"), "variant:list");
        assertTrue(options.indexOf("-XX:TieredStopAtLevel=4") > options.indexOf(FIRST), options::toString);
        assertTrue(options.indexOf("-Dclade.engine.early=false") > options.indexOf(FIRST), options::toString);
    }

    @Test
    void aUserWhomTheSystemDoesNotKnowHasFilesOfCladeInHome() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path cache = Path.of(System.getProperty("user.home"), ".clade", "cache");
        Files.createDirectories(cache);
        Files.createSymbolicLink(Files.createDirectory(home.resolve(".clade")).resolve("cache"), cache);
        Path place = Files.createDirectory(folder.resolve("work"));

        Outcome doctor = new Product(place)
                .with("HOME", home.toString())
                .with("CLADE_OPTS", "-Duser.home=?")
                .run("doctor", "--json")
                .expect(0)
                .inWords();

        assertEquals(
                home.resolve(".clade/cache").toString(),
                doctor.json().getAsJsonObject().get("cache").getAsString());
        try (Stream<Path> left = Files.list(place)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> !file.getFileName().toString().startsWith("."))
                            .toList());
        }
    }

    @Test
    void aCacheThatCannotBeWrittenToIsRefusedOnce() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Outcome outcome = new Product(folder)
                .with("CLADE_CACHE", file.resolve("cache").toString())
                .run("run", "mmdc-mnist", "--limit", "200", "--max-batches", "1")
                .expect(2)
                .complains("CLADE_CACHE");
        assertEquals(1, outcome.err().lines().count(), outcome::toString);
    }

    /** {@return what {@code LC_ALL} is for Java} */
    private String locale(Map<String, String> environment) throws IOException {
        return written(environment, "--help").get(0).replaceFirst("LC_ALL=", "");
    }

    private List<String> options(String... words) throws IOException {
        return written(Map.of(), words);
    }

    /** {@return what bin/clade passes to Java: the locale, then one option per line} */
    private List<String> written(Map<String, String> environment, String... words) throws IOException {
        Path java = folder.resolve("jdk/bin/java");
        if (!Files.exists(java)) {
            Files.createDirectories(java.getParent());
            Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=${LC_ALL:-}\"\nprintf '%s\\n' \"$@\"\n");
            assertTrue(java.toFile().setExecutable(true));
            Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        }
        Product product = new Product(folder)
                .without("LANG")
                .without("LC_ALL")
                .without("LC_CTYPE")
                .without("CLADE_OPTS")
                .with("JAVA_HOME", folder.resolve("jdk").toString());
        environment.forEach(product::with);
        return product.run(words).expect(0).out().lines().toList();
    }
}

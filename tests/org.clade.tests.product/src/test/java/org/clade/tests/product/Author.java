package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A third-party author of parts: Maven in a separate folder, with the artifacts that {@code ./mvnw install} publishes. These are in
 * {@code samples/target/repository}; everything else comes from the local repository or from Maven Central.
 */
final class Author {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;

    Author(Path folder) {
        this.folder = folder;
    }

    /** {@return the Java code blocks of the tutorial} */
    static List<String> tutorial() throws IOException {
        String text = Files.readString(samples().resolve("com.example.parts/README.md"));
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(piece -> piece.group(1))
                .toList();
    }

    /** {@return a copy of a project below {@code samples/}, without build results} */
    Path sample(String name) throws IOException {
        Path from = samples().resolve(name);
        Path to = Files.createDirectory(folder.resolve(name));
        Path built = from.resolve("target");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.equals(from) && !file.startsWith(built))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Replaces a text in a file of a project; the file must contain it. */
    static void edit(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(before), () -> "There is no '" + before + "' in " + file);
        Files.writeString(file, text.replace(before, after));
    }

    /** Builds without a failure. */
    void maven(Path project, String... arguments) throws IOException {
        attempt(project, arguments).expect(0);
    }

    /** {@return the outcome of Maven, successful or not} */
    Outcome attempt(Path project, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("clade.maven"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-ntp",
                "-Dmaven.repo.local=" + published(),
                "-Dmaven.repo.local.tail=" + System.getProperty("clade.maven.repository")));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, ".maven-out-", ".txt");
        Path err = Files.createTempFile(folder, ".maven-err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // A build of seconds ends before the second compiler pays off.
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return new Product.Running(builder.start(), command, folder, out, err).await(PATIENCE);
    }

    private static Path published() {
        Path repository = samples().resolve("target/repository");
        if (!Files.isDirectory(repository)) {
            fail("There is no " + repository + "; build it first: ./mvnw -q -B -DskipTests package");
        }
        return repository;
    }

    private static Path samples() {
        return Path.of(System.getProperty("clade.samples")).toAbsolutePath().normalize();
    }
}

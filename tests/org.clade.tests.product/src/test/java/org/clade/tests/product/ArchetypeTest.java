package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype generates is what an author starts from: it builds, passes its tests, and serves. */
class ArchetypeTest {
    @TempDir
    private Path folder;

    @Test
    void theGeneratedPartsServe() throws IOException {
        Path project = generated("com.example.first", "-Dname=First");
        assertEquals(
                List.of("FirstBackbone.java", "FirstOperation.java", "FirstTask.java"),
                names(project.resolve("src/main/java")));
        new Author(folder).maven(project, "package");
        Outcome outcome = Product.ofItsOwn(folder)
                .run(
                        "part:deploy",
                        project.resolve("target/com.example.first-1.0.0.jar").toString())
                .expect(0);
        for (String part : List.of("backbone first", "operation first", "task first")) {
            outcome.says(part);
        }
    }

    @Test
    void oneKindCanBeAskedFor() throws IOException {
        Path project = generated("com.example.second", "-Dname=Second", "-Dkind=task");
        assertEquals(List.of("SecondTask.java"), names(project.resolve("src/main/java")));
        assertEquals(List.of("SecondTaskTest.java"), names(project.resolve("src/test/java")));
    }

    private Path generated(String artifact, String... choices) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate",
                "-DarchetypeGroupId=org.clade",
                "-DarchetypeArtifactId=org.clade.part.archetype",
                "-DarchetypeVersion=" + System.getProperty("clade.version"),
                "-DartifactId=" + artifact));
        arguments.addAll(List.of(choices));
        new Author(folder).maven(folder, arguments.toArray(String[]::new));
        return folder.resolve(artifact);
    }

    private static List<String> names(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}

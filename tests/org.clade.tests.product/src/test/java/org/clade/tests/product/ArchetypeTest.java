package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project that the archetype generates builds, passes its tests, and works in Clade. */
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

    /** All steps of the tutorial, from the skeleton of one kind to a variant with the new loss, including the fault on the way. */
    @Test
    void theTutorialLeadsToARunWithALossOfOnesOwn() throws IOException {
        Path project = generated("pica", "-Dname=Pica", "-Dkind=task");
        assertEquals(List.of("PicaTask.java"), names(project.resolve("src/main/java")));
        Path task = project.resolve("src/main/java/com/example/PicaTask.java");
        Path test = project.resolve("src/test/java/com/example/PicaTaskTest.java");
        List<String> pieces = Author.tutorial();
        String skeleton = Files.readString(task);
        Files.writeString(task, skeleton.substring(0, skeleton.indexOf("/**")) + pieces.get(0));
        Author.edit(test, "\"\", \"enough=0.9\"", "\"\", \"sharpness=5\"");
        Author author = new Author(folder);
        author.attempt(project, "package")
                .expect(1)
                .says("The loss is NaN if predictions are collapsed and targets ordinary.");
        Author.edit(task, "            NDArray columns = rows.div(squares.sqrt());\n", pieces.get(1));
        author.maven(project, "package");

        Path script = Files.writeString(
                folder.resolve("try.clade"),
                """
                part:deploy pica/target/pica-1.0.0.jar
                variant:derive gatcluster-28 --as mine --with pica=1
                run mine --limit 200 --max-batches 1 --set batch=200 --set epochs_per_batch=1
                part:undeploy pica
                variant:why mine
                """);
        Outcome outcome = Product.ofItsOwn(folder)
                .run("-f", script.toString(), "--keep-going")
                .inWords()
                .says("pica 1.0.0 serves: task pica.")
                .says("mine is ready to run")
                .says("finished")
                .says("There is no task “pica”");
        assertTrue(outcome.onlyRun().lines("metrics.csv").get(0).contains("pica"), outcome::toString);
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

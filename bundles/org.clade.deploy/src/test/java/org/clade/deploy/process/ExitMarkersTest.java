package org.clade.deploy.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitMarkersTest {

    private static final String JAR = "one.jar";

    @TempDir
    private Path deploy;

    private ExitMarkers markers;

    @BeforeEach
    void putJar() throws IOException {
        Files.writeString(deploy.resolve(JAR), "a jar");
        markers = new ExitMarkers(Optional.of(deploy));
    }

    private List<Path> files() throws IOException {
        Path folder = deploy.resolve(".ended");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aJarThatEndedCladeIsNotStartedUntilItIsTouched() throws IOException {
        assertTrue(markers.ended(JAR, "org.example.one 1.0.0", "called System.exit (org.example.One.start)"));

        String refusal = new ExitMarkers(Optional.of(deploy)).refusal(JAR).orElseThrow();
        assertTrue(refusal.startsWith("org.example.one 1.0.0 called System.exit (org.example.One.start) at "), refusal);
        assertTrue(refusal.contains("touch deploy/one.jar"), refusal);
        assertTrue(refusal.contains("part:deploy"), refusal);

        Files.setLastModifiedTime(
                deploy.resolve(JAR), FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals(Optional.empty(), markers.refusal(JAR));
    }

    @Test
    void aJarThatIsForgottenIsStartedAgain() throws IOException {
        markers.ended(JAR, "org.example.one 1.0.0", "stopped the framework");
        markers.forget(JAR);

        assertEquals(Optional.empty(), markers.refusal(JAR));
        assertEquals(List.of(), files());
    }

    @Test
    void aStartThatIsOverLeavesNothing() throws IOException {
        ExitMarkers.Start start = markers.starting(JAR, "org.example.one 1.0.0");
        assertEquals("org.example.one 1.0.0", markers.current().orElseThrow().bundle());
        assertEquals(1, files().size());
        assertEquals(Optional.empty(), markers.refusal(JAR), "this process lives");
        start.close();
        assertEquals(List.of(), files());
        assertFalse(markers.current().isPresent());
    }

    @Test
    void aJarIsRefusedOnceTwoProcessesHaveEndedWhileTheyStartedIt() throws Exception {
        leave(deadProcess());
        assertEquals(Optional.empty(), markers.refusal(JAR), "one may have been killed");
        leave(deadProcess());
        assertTrue(markers.refusal(JAR)
                .orElseThrow()
                .startsWith("Clade ended twice without a message during the start of one.jar"));
        Files.writeString(deploy.resolve(JAR), "another jar");
        assertEquals(Optional.empty(), markers.refusal(JAR));
        assertEquals(List.of(), files());
    }

    private void leave(long pid) throws IOException {
        ExitMarkers.Start start = markers.starting(JAR, "org.example.one 1.0.0");
        Path own = files().stream()
                .filter(file ->
                        file.toString().endsWith("." + ProcessHandle.current().pid() + ".starting"))
                .findFirst()
                .orElseThrow();
        Files.move(own, own.resolveSibling(JAR + "." + pid + ".starting"));
        start.close();
    }

    private static long deadProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void withoutADeployFolderNothingIsMarked() {
        ExitMarkers none = new ExitMarkers(Optional.empty());
        none.starting(JAR, "org.example.one 1.0.0").close();
        assertFalse(none.ended(JAR, "org.example.one 1.0.0", "stopped the framework"));
        assertEquals(Optional.empty(), none.refusal(JAR));
        none.forget(JAR);
    }
}

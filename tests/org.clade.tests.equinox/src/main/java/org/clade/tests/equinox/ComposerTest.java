package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.api.variant.VariantStatus.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** Variants are composed, saved and read from the folder of {@code clade.variants}. */
public class ComposerTest {
    private final VariantService variants = Registry.service(VariantService.class);
    private final VariantComposer composer = Registry.service(VariantComposer.class);
    private final Path folder = Path.of(
            FrameworkUtil.getBundle(ComposerTest.class).getBundleContext().getProperty("clade.variants"));

    @BeforeEach
    @AfterEach
    void empty() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        for (VariantStatus status : variants.list()) {
            if (status.origin() == Origin.UNSAVED || status.origin() == Origin.CHANGED) {
                composer.delete(status.name());
            }
        }
    }

    private Optional<VariantStatus> status(String name) {
        return variants.list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst();
    }

    private Recipe derive(String from, String name, VariantEdit edit) {
        return composer.derive(variants.recipe(from), name, edit);
    }

    private static VariantEdit without(String part) {
        return new VariantEdit(List.of(part), List.of(), Map.of());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable what) {
        return assertThrows(RefusedException.class, what).getMessage();
    }

    @Test
    void aDerivedVariantIsThereAtOnceAndIsKeptWhenSaved() throws IOException {
        derive("gatcluster-28", "mine", without("attention"));
        VariantStatus status = status("mine").orElseThrow();
        assertTrue(status.available(), () -> status.missing().toString());
        assertEquals(Origin.UNSAVED, status.origin());
        assertEquals("gatcluster-28 without attention", status.title());
        try (VariantLease use = variants.use("mine", Map.of())) {
            assertEquals(3, use.variant().phases().get(0).tasks().size());
        }

        Path file = composer.save("mine");
        assertEquals(folder.resolve("mine.json").toRealPath(), file.toRealPath());
        assertEquals(Origin.SAVED, status("mine").orElseThrow().origin());
        assertEquals(
                List.of(),
                composer.diff(variants.recipe("mine"), variants.recipe(file.toString())),
                "the file is complete");

        composer.change("mine", VariantEdit.set(Map.of("batch", "500")));
        assertEquals(Origin.CHANGED, status("mine").orElseThrow().origin());
        assertFalse(Files.readString(file).contains("\"batch\": 500"));
        composer.save("mine");
        assertTrue(Files.readString(file).contains("\"batch\": 500"));

        composer.delete("mine");
        assertFalse(Files.exists(file));
        assertTrue(status("mine").isEmpty());
    }

    @Test
    void aVariantThatDoesNotFitIsNotDerived() {
        String sentence =
                refusal(() -> derive("gatcluster-28", "misfit", VariantEdit.set(Map.of("attention", "identity"))));
        assertTrue(sentence.contains("attended-probabilities"), sentence);
        assertTrue(status("misfit").isEmpty());
    }

    @Test
    void shippedVariantsStayAsTheyAre() {
        for (org.junit.jupiter.api.function.Executable attempt : List.<org.junit.jupiter.api.function.Executable>of(
                () -> composer.change("gatcluster-28", without("entropy")),
                () -> composer.save("gatcluster-28"),
                () -> composer.delete("gatcluster-28"))) {
            assertTrue(refusal(attempt).contains("is shipped with Clade and cannot change"));
        }
        assertTrue(refusal(() -> derive("gatcluster-28", "gatcluster-stl10", VariantEdit.NONE))
                .contains("choose another name"));
        assertTrue(refusal(() -> derive("gatcluster-28", "../x", VariantEdit.NONE))
                .contains("cannot be the name of a variant"));
    }

    @Test
    void anotherUsersFileIsNotOverwritten() throws IOException {
        derive("gatcluster-28", "mine", without("entropy"));
        Files.writeString(folder.resolve("mine.json"), "another user's");
        assertTrue(refusal(() -> composer.save("mine")).contains("already exists, written by another process"));
        Files.delete(folder.resolve("mine.json"));
        Path file = composer.save("mine");
        composer.change("mine", VariantEdit.set(Map.of("batch", "500")));
        String elses = Files.readString(file).replace("\"epochs_per_batch\": 8", "\"epochs_per_batch\": 7");
        Files.writeString(file, elses);
        assertTrue(refusal(() -> composer.save("mine")).contains("was changed by another process"));
        assertTrue(refusal(() -> composer.delete("mine")).contains("was changed by another process"));
        assertEquals(elses, Files.readString(file));
        Files.delete(file);
        assertTrue(status("mine").orElseThrow().available(), "unsaved changes stay");
    }

    @Test
    void aFileIsTakenUpEditedRefusedAndRemoved() throws IOException, InterruptedException {
        Path file = folder.resolve("dropped.json");
        composer.export(derive("gatcluster-28", "dropped", VariantEdit.NONE), folder.resolve("dropped.txt"), false);
        composer.delete("dropped");
        String text = Files.readString(folder.resolve("dropped.txt"));

        Files.writeString(file, text);
        long start = System.nanoTime();
        assertTrue(Registry.eventually(
                () -> Registry.references("(clade.variant=dropped)").size() == 1));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis < 2000, () -> "without a request, after " + millis + " ms");

        Files.writeString(file, text.replace("\"batch\": 1000", "\"batch\": 999"));
        assertEquals(999, variants.recipe("dropped").training().phases().get(0).batch(), "at once on request");

        Files.writeString(file, text.replace("\"batch\": 1000", "\"bathc\": 999"));
        VariantStatus broken = status("dropped").orElseThrow();
        assertEquals(Origin.REFUSED, broken.origin());
        assertFalse(broken.available());
        int line = text.lines().toList().indexOf("    \"batch\": 1000,") + 1;
        assertTrue(
                broken.missing().get(0).contains("dropped.json, line %s: ".formatted(line)),
                broken.missing()::toString);
        assertTrue(broken.missing().get(0).endsWith("Did you mean batch?"), broken.missing()::toString);
        assertTrue(status("gatcluster-28").orElseThrow().available());
        assertTrue(refusal(() -> variants.recipe("dropped")).contains("dropped.json"));

        Files.writeString(file, text);
        assertTrue(status("dropped").orElseThrow().available());
        Files.delete(file);
        assertTrue(status("dropped").isEmpty());
        assertTrue(Registry.eventually(
                () -> Registry.references("(clade.variant=dropped)").isEmpty()));
    }

    @Test
    void aFileTakesNobodysName() throws IOException {
        composer.export(variants.recipe("gatcluster-28"), folder.resolve("copy.json"), false);
        VariantStatus copy = status("copy").orElseThrow();
        assertTrue(
                copy.missing().get(0).contains("copy.json, line 3: the name gatcluster-28 is shipped with Clade"),
                copy.missing()::toString);

        derive("gatcluster-28", "mine", without("entropy"));
        composer.export(variants.recipe("mine"), folder.resolve("one.json"), false);
        composer.export(variants.recipe("mine"), folder.resolve("two.json"), false);
        assertTrue(status("one").orElseThrow().missing().get(0).contains("was derived in this shell"));
        composer.delete("mine");
        assertEquals(Origin.SAVED, status("mine").orElseThrow().origin());
        assertTrue(status("two").orElseThrow().missing().get(0).contains("the name mine is in "));
        Files.delete(folder.resolve("one.json"));
        assertEquals(Origin.SAVED, status("mine").orElseThrow().origin(), "the other file has the name now");
        assertTrue(status("two").isEmpty());
    }

    @Test
    void aVariantOfAFileComesAndGoesWithItsParts() throws IOException, BundleException, InterruptedException {
        derive("gatcluster-28", "mine", new VariantEdit(List.of(), List.of("conv"), Map.of()));
        composer.save("mine");
        Bundle bundle = Registry.bundle("org.clade.attention.conv");
        bundle.stop();
        try {
            VariantStatus waiting = status("mine").orElseThrow();
            assertFalse(waiting.available());
            assertTrue(waiting.missing().get(0).contains("org.clade.attention.conv"), waiting.missing()::toString);
            assertTrue(status("gatcluster-28").orElseThrow().available());
        } finally {
            bundle.start();
        }
        assertTrue(Registry.eventually(() -> status("mine").orElseThrow().available()));
    }

    @Test
    void aVariantInUseIsNotTouchedByItsEditing() {
        derive("gatcluster-28", "mine", VariantEdit.NONE);
        try (VariantLease use = variants.use("mine", Map.of())) {
            composer.change("mine", VariantEdit.set(Map.of("batch", "500")));
            assertEquals(1000, use.variant().recipe().training().phases().get(0).batch());
            composer.delete("mine");
            assertEquals(1000, use.variant().recipe().training().phases().get(0).batch());
        }
        assertTrue(status("mine").isEmpty());
    }
}

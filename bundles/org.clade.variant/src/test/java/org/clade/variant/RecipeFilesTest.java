package org.clade.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeFilesTest {

    @TempDir
    Path folder;

    @Test
    void aRecipeThatWasWrittenReadsTheSame() throws IOException {
        Recipe recipe = RecipeReader.read(
                "mine",
                Map.of(
                        "backbone",
                        "vgg(blocks=3x64)",
                        "heads",
                        List.of("mlp(layers=2)"),
                        "tasks",
                        List.of("entropy=3"),
                        "epochs",
                        2));
        Path file = folder.resolve("recipe.json");

        RecipeFiles.write(recipe, file);
        Recipe again = RecipeFiles.read(file);

        assertEquals(recipe.phases(), again.phases());
        assertEquals(recipe.backbone(), again.backbone());
        assertEquals(recipe.epochs(), again.epochs());
        assertEquals("mine", again.name());
        assertFalse(Files.exists(folder.resolve("recipe.json.part")));
    }

    @Test
    void otherFilesAreRefusedInWords() throws IOException {
        Path missing = folder.resolve("nowhere.json");
        assertTrue(message(missing).contains("nowhere.json cannot be read"), () -> message(missing));

        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"a\": ");
        assertTrue(message(broken).contains("is not a recipe in JSON"), () -> message(broken));

        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        assertTrue(message(empty).contains("holds 0 variants"), () -> message(empty));
    }

    private static String message(Path file) {
        return assertThrows(RefusedException.class, () -> RecipeFiles.read(file))
                .getMessage();
    }
}

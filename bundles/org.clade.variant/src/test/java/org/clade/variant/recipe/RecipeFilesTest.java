package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.variant.catalog.BundledRecipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        RecipeFiles.write(RecipeFiles.text(recipe), file);
        Recipe again = RecipeFiles.read(file);

        assertEquals(recipe.training().phases(), again.training().phases());
        assertEquals(recipe.architecture().backbone(), again.architecture().backbone());
        assertEquals(recipe.training().epochs(), again.training().epochs());
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

    @Test
    void aNewFileTakesNobodysName() throws IOException {
        Recipe recipe =
                RecipeReader.read("mine", Map.of("backbone", "vgg", "heads", "mlp", "tasks", "entropy", "epochs", 2));
        Path file = folder.resolve("mine.json");
        RecipeFiles.create(RecipeFiles.text(recipe), file);
        Files.writeString(file, "another's");
        assertThrows(FileAlreadyExistsException.class, () -> RecipeFiles.create(RecipeFiles.text(recipe), file));
        assertEquals("another's", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing is left aside");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "epochs": 2,  ; "epochs": 2      ; line 6, column
                    "epochs": 2,  ; "epcohs": 2,     ; line 5: There is no key of variant mine “epcohs”
                    "epochs": 2,  ; "epochs": "two", ; line 5: Variant mine has epochs=two
                    "epochs": 2,  ; "epochs": {},    ; line 5: the value of epochs is not
                    "epochs": 2,  ; "epochs": 0,     ; line 2: Variant mine has no end
                    "epochs": 2,  ; "epochs": 2, "rest": "keep", ; line 5: The key “rest” is now called “drop_last”.
                    "entropy=3"   ; "entropy=x"      ; line 7: The weight in “entropy=x” is not a number
                    "mlp"         ; "mlp("           ; line 6: “mlp(” does not name a part
                    "vgg"         ; "vgg(a=1, a=2)"  ; line 4: “vgg(a=1, a=2)” gives a twice, as 1 and as 2
                    """)
    void theLineOfAMistakeIsNamed(String right, String wrong, String expected) throws IOException {
        String text =
                """
                {
                  "org.clade.variant~mine": {
                    "title": "a title and the rest",
                    "backbone": "vgg",
                    "epochs": 2,
                    "heads": ["mlp"],
                    "tasks": ["entropy=3"]
                  }
                }
                """;
        Path file = Files.writeString(folder.resolve("mine.json"), text);
        assertEquals("mine", RecipeFiles.read(file).name());
        Files.writeString(file, text.replace(right, wrong));
        assertTrue(message(file).contains(expected), () -> message(file));
    }

    @Test
    void editorsMayBeToldWhereTheSchemaIs() {
        String recipe =
                """
                {"$schema": "../recipe.schema.json",
                 "org.clade.variant~mine": {"backbone": "vgg", "heads": ["mlp"], "tasks": ["entropy"], "epochs": 2}}
                """;
        Recipe read = RecipeFiles.parse(recipe, "mine.json");
        assertEquals("mine", read.name());
        String again = RecipeFiles.text(read, Optional.of("../recipe.schema.json"));
        assertTrue(again.startsWith("{\n  \"$schema\": \"../recipe.schema.json\","), again);
        assertFalse(RecipeFiles.text(read).contains("$schema"));
    }

    private static String message(Path file) {
        return assertThrows(RefusedException.class, () -> RecipeFiles.read(file))
                .getMessage();
    }

    @Test
    void aBundlesFileMayHoldAnyNumberOfRecipesAndMore() {
        BundledRecipes check = new BundledRecipes();
        assertEquals(
                Set.of("one", "two"),
                check.variants(
                        """
                        {":configurator:resource-version": 1,
                         "org.clade.variant~one": {"backbone": "vgg", "heads": ["mlp"], "tasks": ["entropy"], "epochs": 1},
                         "org.clade.variant~two": {"backbone": "resnet", "heads": ["mlp"], "tasks": ["entropy"], "epochs": 2},
                         "com.example.other": {"anything": [1, 2]}}
                        """,
                        "two.json"));
        assertEquals(Set.of(), check.variants("{\"com.example.other\": {}}", "other.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"org.clade.variant~a\": {\"epochs\": 2                      ; f.json is not a recipe in JSON",
                "{'org.clade.variant~a': {'backbone': 'vgg'}}; f.json is not a recipe in JSON: line 1, column 3: this is not JSON",
                "{/* mine */}; f.json is not a recipe in JSON: line 1, column 3: this is not JSON",
                "[]                                                            ; f.json is not a recipe in JSON",
                "{\"org.clade.variant~a\": []}                                 ; f.json, line 1: the variant is not an object",
                "{\"org.clade.variant~a\": {\"backbone\": \"vgg\", \"epcohs\": 2}} ; f.json, line 1",
                "{\"org.clade.variant~a\": {\"backbone\": \"vgg\", \"epochs\": {}}} ; f.json, line 1: the value of epochs",
            })
    void whatTheConfiguratorWouldPassOverIsRefusedInWords(String text, String sentence) {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> new BundledRecipes().variants(text, "f.json"));
        assertTrue(refused.getMessage().startsWith(sentence), refused::getMessage);
    }
}

package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.api.variant.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeSchemaTest {
    private static final Path DOCS = Path.of("../../docs/recipe.schema.json");
    private static final JsonSchemaFactory DRAFT_2020_12 =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonSchema SCHEMA = DRAFT_2020_12.getSchema(RecipeSchema.text());

    static List<Path> shipped() throws IOException {
        List<Path> recipes = new ArrayList<>();
        try (DirectoryStream<Path> bundles = Files.newDirectoryStream(Path.of(".."), "org.clade.variant.*")) {
            for (Path bundle : bundles) {
                Path folder = bundle.resolve("src/main/resources/OSGI-INF/configurator");
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                    files.forEach(recipes::add);
                }
            }
        }
        assertTrue(recipes.size() > 80, recipes.size() + " recipes");
        return recipes;
    }

    private static String faults(String recipe) {
        return SCHEMA.validate(recipe, InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String with(String key) {
        return """
                {"org.clade.variant~mine": {"backbone": "vgg", "heads": ["mlp"], "tasks": ["entropy=3"], "epochs": 2%s}}
                """
                .formatted(key == null ? "" : ", " + key);
    }

    @Test
    void itIsASchemaItself() {
        JsonSchema draft = DRAFT_2020_12.getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertEquals("[]", draft.validate(RecipeSchema.text(), InputFormat.JSON).toString());
    }

    @Test
    void theDocsHaveIt() throws IOException {
        assertEquals(
                RecipeSchema.text(),
                Files.readString(DOCS),
                "copy bundles/org.clade.variant/target/recipe.schema.json to docs/");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedRecipeFits(Path file) throws IOException {
        String text = Files.readString(file);
        assertEquals("", faults(text));
        for (Recipe recipe : RecipeFiles.carried(text, file.toString())) {
            assertEquals("", faults(RecipeFiles.text(recipe, Optional.of("../recipe.schema.json"))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                                                      |
                    "drop_last": false                |
                    "train.drop_last": true           |
                    "targets": ""                     |
                    "stages": ["0:spatial(scale=1)"]  |
                    "batch": 500                      |
                    "batch": 0                        | batch: must have a minimum value of 1
                    "batch": "500"                    | batch: string found, integer expected
                    "train.batch": 0                  | batch: must have a minimum value of 1
                    "drop_last": "keep"               | drop_last: string found, boolean expected
                    "redraw": "never"                 | redraw: does not have a value in the enumeration
                    "source": "mine"                  | source: does not have a value in the enumeration
                    "optimizer": ""                   | optimizer: does not match the regex pattern
                    "stages": ["spatial"]             | stages[0]: does not match the regex pattern
                    "augment": "crop"                 | augment: string found, array expected
                    "rounds": 3                       | property 'rounds' is not defined in the schema
                    "train.rest": "keep"              | property 'train.rest' is not defined in the schema
                    "clusters": 1                     | clusters: must have a minimum value of 2
                    """)
    void whatDoesNotFitIsNamed(String key, String fault) {
        String faults = faults(with(key));
        assertTrue(fault == null ? faults.isEmpty() : faults.contains(fault), faults);
    }

    @Test
    void whatIsMissingIsNamed() {
        String faults = faults("{\"org.clade.variant~mine\": {\"heads\": [\"mlp\"]}}");
        for (String key : List.of("backbone", "tasks", "phases", "epochs", "max_batches")) {
            assertTrue(faults.contains("required property '%s' not found".formatted(key)), faults);
        }
        assertTrue(faults("{\"org.clade.varaint~mine\": {}}").contains("org.clade.varaint~mine"));
    }
}

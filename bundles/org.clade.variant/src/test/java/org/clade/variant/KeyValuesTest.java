package org.clade.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantEdit;
import org.clade.variant.catalog.BundledRecipes;
import org.clade.variant.edit.KnownParts;
import org.clade.variant.edit.RecipeEditor;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeFiles;
import org.clade.variant.recipe.RecipeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that do not fit their keys, in every form. */
class KeyValuesTest {
    private static final KnownParts PARTS = new KnownParts() {
        @Override
        public List<PartKind> kinds(String id) {
            return List.of();
        }

        @Override
        public Collection<String> ids() {
            return List.of();
        }

        @Override
        public List<Option<?>> options(PartKind kind, String id) {
            return kind == PartKind.OPTIMIZER && id.equals("adam")
                    ? List.of(
                            Option.number("lr", 0.001, 0, 1, "Learning rate."),
                            Option.number("beta1", 0.9, 0, 1, "First decay."))
                    : List.of();
        }

        @Override
        public boolean reshapes(PartSpec operation, ImageShape images) {
            return false;
        }
    };

    @TempDir
    Path folder;

    private static Map<String, Object> least() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("backbone", "vgg");
        keys.put("heads", "mlp");
        keys.put("tasks", List.of("entropy=3"));
        keys.put("optimizer", "adam(0.5, beta1=0.8)");
        keys.put("max_batches", 12);
        return keys;
    }

    static List<String> everyKey() {
        List<String> keys = new ArrayList<>(Keys.VARIANT);
        keys.remove(Keys.NAME);
        for (String key : Keys.PHASE) {
            keys.add(key);
            keys.add("train." + key);
        }
        keys.removeIf(Keys::mayBeEmpty);
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "train.targets"})
    void emptyTargetsMeanNone(String key) {
        assertEquals(Optional.empty(), set(key, "").training().phases().get(0).targets());
    }

    @Test
    void aTaskStandsOnce() {
        String sentence = refusedSet("tasks", "entropy=1; entropy=3");
        assertTrue(sentence.contains("names the task entropy twice in tasks; write it once"), sentence);
    }

    private static String refusedSet(String key, String value) {
        return assertThrows(RefusedException.class, () -> set(key, value)).getMessage();
    }

    private static Recipe set(String key, String value) {
        Recipe recipe = RecipeReader.read("mine", least());
        return RecipeReader.read(
                "mine", new RecipeEditor(recipe, PARTS).apply(VariantEdit.set(Map.of(key, value)), name -> recipe));
    }

    private static String refusedFile(String text) {
        return assertThrows(RefusedException.class, () -> RecipeFiles.parse(text, "x.json"))
                .getMessage();
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void anEmptyValueIsRefusedForEveryKey(String key) {
        String sentence = refusedSet(key, "");
        assertTrue(sentence.startsWith(key + " is empty; it takes "), sentence);
        assertEquals(sentence, refusedSet(key, " \t"));
    }

    @Test
    void anEmptyValueIsAnsweredWithWhatIsTaken() {
        assertEquals("batch is empty; it takes a whole number of at least 1.", refusedSet("batch", ""));
        assertEquals("drop_last is empty; it takes true or false.", refusedSet("drop_last", ""));
        assertEquals(
                "lr of adam is empty; it takes a number from 0 to 1; the default is 0.001.",
                refusedSet("optimizer.lr", ""));
        assertEquals(
                "x.json, line 5: batch is empty; it takes a whole number of at least 1.",
                refusedFile(
                        """
                        {"org.clade.variant~mine": {
                          "backbone": "vgg",
                          "heads": ["mlp"],
                          "tasks": ["entropy"],
                          "batch": ""}}
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "0x10",
                "1e400",
                "2147483648",
                "99999999999999999999",
                "2.5",
                "1,5",
                "1,000",
                "３",
                "٣",
                "12 3",
                "12x",
                "-1",
                "--1",
                "28x28",
                "1..2",
                "(2)",
                "true",
                "[1]"
            })
    void aWholeNumberIsRefusedInWordsOtherwise(String value) {
        for (String key : Keys.WHOLE_NUMBERS) {
            String sentence = refusedSet(key, value);
            assertTrue(
                    sentence.startsWith(
                            "Variant mine has %s=%s; it takes a whole number of at least ".formatted(key, value)),
                    sentence);
            assertEquals(value.contains(","), sentence.endsWith("write its digits without a comma."), sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({"128, 128", "+128, 128", "1e3, 1000", "128.0, 128", "0128, 128"})
    void aWholeNumberIsTakenHoweverItIsWritten(String value, int number) {
        assertEquals(number, set("batch", value).training().phases().get(0).batch());
    }

    @Test
    void anOptionIsSetOnce() {
        assertEquals(
                "lr=0,001 does not fit adam: it takes a number from 0 to 1; the default is 0.001; write decimals with a"
                        + " point, as in 0.001.",
                refusedSet("optimizer.lr", "0,001"));
        assertTrue(refusedSet("optimizer", "adam(lr=0, 001)").contains("as in lr=0.001"));
        assertTrue(refusedSet("optimizer.lr", "0.1, beta1=0.2").contains("does not fit adam"));
        assertTrue(
                refusedSet("optimizer.rate", "1").contains("no option of adam “rate”; known are beta1, lr"),
                refusedSet("optimizer.rate", "1"));
        assertEquals("The option “decay” of adam is now called “weight_decay”.", refusedSet("optimizer.decay", "5e-4"));
        assertEquals("The key “rest” is now called “drop_last”.", refusedSet("rest", "keep"));
        assertTrue(refusedSet("optimizer.", "1").contains("write one after the dot, as in optimizer.lr=…"));
        assertEquals(
                "adam(beta1=0.8, lr=0.25)",
                set("optimizer.lr", "0.25").training().optimizer().toString());
        assertEquals(
                "adam(0.5, beta1=0.25)",
                set("optimizer.beta1", "0.25").training().optimizer().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "epochs": 2, "epochs": 3                       | line 2: the key epochs is repeated
                    "epochs": 2, "Epochs": 3                       | line 2: the keys epochs and Epochs differ only in case
                    "epochs": 2, "rotate.batch": 1, "rotate.BATCH" : 2 | line 2: the keys rotate.batch and rotate.BATCH differ
                    "epochs": 2, "title": "TITLE", "TITLE": "x"    | line 2: the keys title and TITLE differ only in case
                    """)
    void keysThatAConfigurationDoesNotTellApartAreRefused(String keys, String sentence) {
        String text =
                """
                {"org.clade.variant~mine": { "backbone": "vgg", "heads": ["mlp"], "tasks": ["entropy=3"],
                 %s}}
                """
                        .formatted(keys);
        assertTrue(refusedFile(text).startsWith("x.json, " + sentence), refusedFile(text));
        assertTrue(refusedFile(text).endsWith("; keep one of them."), refusedFile(text));
        assertEquals(
                refusedFile(text),
                assertThrows(RefusedException.class, () -> new BundledRecipes().variants(text, "x.json"))
                        .getMessage());
    }

    @Test
    void variantsOfABundleThatDifferOnlyInCaseAreRefused() {
        String one = "{\"backbone\": \"vgg\", \"heads\": [\"mlp\"], \"tasks\": [\"entropy\"], \"epochs\": 1}";
        String text = "{\"org.clade.variant~mine\": %s,\n\"org.clade.variant~Mine\": %s}".formatted(one, one);
        String sentence = assertThrows(RefusedException.class, () -> new BundledRecipes().variants(text, "x.json"))
                .getMessage();
        assertTrue(sentence.startsWith("x.json, line 2: the keys org.clade.variant~mine and"), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil",
                "a/b",
                "..",
                "a..b",
                "a.",
                "\\u001b[31mred",
                "a\\nb",
                "a\\\\b",
                "con",
                "x.json",
                "a b",
                "*",
                ")(",
                "%s"
            })
    void aRecipesNameIsChecked(String name) throws Exception {
        String shown = name.equals("%s") ? "a".repeat(400) : name;
        String keys = "\"backbone\": \"vgg\", \"heads\": [\"mlp\"], \"tasks\": [\"entropy\"], \"epochs\": 1";
        List<String> texts = List.of(
                "{\"org.clade.variant~%s\": {\n%s}}".formatted(shown, keys),
                "{\"org.clade.variant~mine\": {\n%s, \"name\": \"%s\"}}".formatted(keys, shown));
        for (String text : texts) {
            Path file = Files.writeString(folder.resolve("recipe.json"), text);
            String sentence = assertThrows(RefusedException.class, () -> RecipeFiles.read(file))
                    .getMessage();
            assertTrue(sentence.contains("recipe.json, line "), sentence);
            assertTrue(sentence.contains("cannot be the name of a variant: it "), sentence);
            assertTrue(sentence.chars().noneMatch(Character::isISOControl), sentence);
            assertEquals(
                    sentence,
                    assertThrows(RefusedException.class, () -> new BundledRecipes().variants(text, "Recipe " + file))
                            .getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a.b", "..", "train;train", "con"})
    void aPhasesNameIsChecked(String phases) {
        String sentence = refusedSet("phases", phases);
        assertTrue(sentence.contains("phase"), sentence);
    }

    @Test
    void aListInPlaceOfAValueIsRefused() {
        assertTrue(refusedFile(
                        """
                        {"org.clade.variant~mine": {"backbone": "vgg", "heads": ["mlp"], "tasks": ["entropy"],
                         "epochs": [1]}}
                        """)
                .contains("epochs is a list of values; it takes one."));
    }
}

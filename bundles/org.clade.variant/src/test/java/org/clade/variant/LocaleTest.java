package org.clade.variant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.golden.ForeignLocales;
import org.clade.variant.recipe.KeyReference;
import org.clade.variant.recipe.RecipeFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recipes and messages do not depend on the locale. */
class LocaleTest {
    private static final String TEXT =
            """
            {"org.clade.variant~IMAGENET-I": {"title": "TITLE I", "backbone": "vgg(blocks=3x64, dropout=0.25)",
             "heads": ["mlp"], "optimizer": "adam(lr=1e-4)", "tasks": ["entropy=0.5", "invariance=1e-5"],
             "redraw": "step", "drop_last": true, "order": "sequential", "batch_norm": "running",
             "clusters": 1e3, "batch": 1000.0, "epochs": 12}}
            """;

    private static String written() {
        Recipe recipe = RecipeFiles.parse(TEXT, "x.json");
        return recipe + "\n" + RecipeFiles.text(recipe) + "\n" + KeyReference.read();
    }

    private static String refused() {
        StringBuilder sentences = new StringBuilder();
        for (Map.Entry<String, String> wrong : Map.of(
                        "1000.0", "\"1,5\"",
                        "entropy=0.5", "entropy=0,5",
                        "epochs\"", "EPOCHS\"",
                        "IMAGENET-I", "II/../I",
                        "12}}", "12,, 1234567}}")
                .entrySet()) {
            String text = TEXT.replace(wrong.getKey(), wrong.getValue());
            sentences
                    .append(assertThrows(RefusedException.class, () -> RecipeFiles.parse(text, "x.json"))
                            .getMessage())
                    .append('\n');
        }
        return sentences.toString().lines().sorted().toList().toString();
    }

    @ParameterizedTest
    @MethodSource("org.clade.golden.ForeignLocales#all")
    void recipesAndRefusalsAreTheSameInEveryLocale(Locale locale) {
        assertEquals(
                ForeignLocales.under(Locale.ROOT, LocaleTest::written),
                ForeignLocales.under(locale, LocaleTest::written));
        assertEquals(
                ForeignLocales.under(Locale.ROOT, LocaleTest::refused),
                ForeignLocales.under(locale, LocaleTest::refused));
    }
}

package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clade.api.part.PartKind;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantKey;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
    private static final Map<String, VariantKey> KEYS =
            KeyReference.read().stream().collect(Collectors.toMap(VariantKey::name, key -> key));

    @Test
    void everyKeyThatTheReaderKnowsIsExplained() {
        List<String> known = new ArrayList<>(Keys.VARIANT);
        known.addAll(Keys.PHASE);
        known.remove(Keys.NAME);
        assertEquals(new TreeSet<>(known), new TreeSet<>(KEYS.keySet()));
        KEYS.values().forEach(key -> {
            assertFalse(key.sentence().isEmpty(), key::name);
            assertFalse(key.allowed().isEmpty(), key::name);
        });
    }

    /** The document matches the annotation, whose names have two underscores for one. */
    @Test
    void defaultsAreThoseOfTheAnnotation() {
        for (Method method : VariantConfiguration.class.getDeclaredMethods()) {
            String name = method.getName().replace("__", "_");
            Object value = method.getDefaultValue();
            assertEquals(value == null, KEYS.get(name).required(), name);
            String written =
                    value instanceof String[] entries ? String.join(";", entries) : Objects.toString(value, "");
            assertEquals(written, KEYS.get(name).fallback(), name);
        }
    }

    @Test
    void typesAreThoseOfTheAnnotation() {
        for (Method method : VariantConfiguration.class.getDeclaredMethods()) {
            String name = method.getName().replace("__", "_");
            Class<?> type = method.getReturnType();
            assertEquals(type.isArray(), KEYS.get(name).type().startsWith("list"), name);
            assertEquals(type == int.class, KEYS.get(name).type().equals("whole number"), name);
            assertEquals(type.isArray(), Keys.LISTS.contains(name), name);
            assertEquals(type == int.class, Keys.WHOLE_NUMBERS.contains(name), name);
            assertEquals(type == boolean.class, Keys.FLAGS.contains(name), name);
        }
    }

    @Test
    void aRecipeThatSaysNothingHasTheDefaults() {
        Map<String, Object> least = new LinkedHashMap<>();
        KEYS.values().stream().filter(VariantKey::required).forEach(key -> least.put(key.name(), key.name()));
        least.put("max_batches", 1);
        Map<String, Object> written = new LinkedHashMap<>(least);
        KEYS.values().stream()
                .filter(key -> !key.fallback().isEmpty())
                .forEach(key -> written.putIfAbsent(key.name(), key.fallback()));
        Recipe silent = RecipeReader.read("v", least);
        Recipe spoken = RecipeReader.read("v", written);
        assertEquals(List.of(), RecipeComparison.of(silent, spoken));
        assertEquals(silent.provenance().method(), spoken.provenance().method());
        assertEquals(silent.provenance().source(), spoken.provenance().source());
    }

    @Test
    void wordsAreTheConstantsThatTheyAreReadInto() {
        assertEquals(
                "one of " + words(PhaseRecipe.Redraw.values()),
                KEYS.get("redraw").allowed());
        assertEquals(
                "one of " + words(PhaseRecipe.Order.values()), KEYS.get("order").allowed());
    }

    private static String words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    @Test
    void rangesAndWordsAreNamed() {
        assertEquals("a whole number of at least 2", KEYS.get("clusters").allowed());
        assertEquals("one of batch, step", KEYS.get("redraw").allowed());
        assertEquals("true or false", KEYS.get("drop_last").allowed());
        assertEquals("one of reference, paper, own", KEYS.get("source").allowed());
        assertEquals(Optional.of(PartKind.TASK), KEYS.get("tasks").kind());
    }
}

package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
            assertEquals(Keys.LISTS.contains(key.name()), key.type().startsWith("list"), key::name);
            assertEquals(Keys.WHOLE_NUMBERS.contains(key.name()), key.type().equals("whole number"), key::name);
        });
    }

    @Test
    void defaultsAreThoseOfTheReader() {
        Map<String, Object> least = new LinkedHashMap<>();
        KEYS.values().stream().filter(VariantKey::required).forEach(key -> least.put(key.name(), key.name()));
        least.put("rounds", 1);
        Map<String, Object> written = new LinkedHashMap<>(least);
        KEYS.values().stream()
                .filter(key -> !key.required() && !key.name().equals("rounds"))
                .filter(key -> !key.fallback().isEmpty())
                .forEach(key -> written.put(key.name(), key.fallback()));
        Recipe silent = RecipeReader.read("v", least);
        Recipe spoken = RecipeReader.read("v", written);
        assertEquals(List.of(), RecipeComparison.of(silent, spoken));
        assertEquals(silent.method(), spoken.method());
        assertEquals(silent.reading(), spoken.reading());
    }

    @Test
    void rangesAndWordsAreNamed() {
        assertEquals("a whole number of at least 2", KEYS.get("clusters").allowed());
        assertEquals("one of batch, step", KEYS.get("views").allowed());
        assertEquals("task", KEYS.get("tasks").kind());
    }
}

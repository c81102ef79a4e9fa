package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {

    private static Map<String, Object> least() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("backbone", "vgg(blocks=3x64+3x128)");
        keys.put("heads", new String[] {"mlp"});
        keys.put("tasks", List.of("entropy=3", "invariance(similarity=dot)=5"));
        keys.put("targets", "relations");
        keys.put("max_batches", 12L);
        return keys;
    }

    private static RefusedException refused(Map<String, Object> keys) {
        return assertThrows(RefusedException.class, () -> RecipeReader.read("mine", keys));
    }

    @Test
    void defaultsFillWhatIsNotSaid() {
        Recipe recipe = RecipeReader.read("mine", least());

        assertEquals("mine", recipe.name());
        assertEquals(10, recipe.architecture().clusters());
        assertEquals(new PartSpec("identity", Map.of()), recipe.architecture().attention());
        PhaseRecipe phase = recipe.training().phases().get(0);
        assertEquals("train", phase.name());
        assertEquals(1000, phase.batch());
        assertEquals(
                List.of(
                        new TaskSpec(new PartSpec("entropy", Map.of()), 3),
                        new TaskSpec(new PartSpec("invariance", Map.of("similarity", "dot")), 5)),
                phase.tasks());
    }

    @Test
    void numbersMayComeAsAnyTypeAndListsAsText() {
        Map<String, Object> keys = least();
        keys.put("batch", 128.0);
        keys.put("minibatch", "64");
        keys.put("tasks", "entropy=3; separability");

        PhaseRecipe phase = RecipeReader.read("mine", keys).training().phases().get(0);

        assertEquals(128, phase.batch());
        assertEquals(64, phase.minibatch());
        assertEquals(
                List.of("entropy=3", "separability=1"),
                phase.tasks().stream().map(TaskSpec::toString).toList());
    }

    @Test
    void aSharedKeyThatNoPhaseReadsIsRefused() {
        Map<String, Object> keys = least();
        keys.put("phases", List.of("rotate", "cluster"));
        keys.put("rotate.tasks", List.of("rotation"));
        keys.put("cluster.tasks", List.of("entropy"));

        assertEquals(
                "Variant mine has tasks, which has no effect, because every phase has its own; set rotate.tasks or"
                        + " cluster.tasks instead.",
                refused(keys).getMessage());
    }

    @Test
    void aPhaseTakesItsOwnKeysBeforeTheSharedOnes() {
        Map<String, Object> keys = least();
        keys.put("phases", List.of("rotate", "cluster"));
        keys.put("rotate.tasks", List.of("rotation"));
        keys.put("rotate.batch", 512);

        List<PhaseRecipe> phases = RecipeReader.read("mine", keys).training().phases();

        assertEquals(512, phases.get(0).batch());
        assertEquals("rotation=1", phases.get(0).tasks().get(0).toString());
        assertEquals(1000, phases.get(1).batch());
        assertEquals(2, phases.get(1).tasks().size());
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearest() {
        Map<String, Object> keys = least();
        keys.put("minibach", 32);

        assertTrue(refused(keys).getMessage().endsWith("Did you mean minibatch?"), refused(keys)::getMessage);
    }

    @Test
    void whatIsWrongIsSaid() {
        Map<String, Object> noEnd = least();
        noEnd.remove("max_batches");
        assertEquals(
                "Variant mine has no end; set epochs or max_batches to more than 0.",
                refused(noEnd).getMessage());

        Map<String, Object> half = least();
        half.put("batch", 2.5);
        assertEquals(
                "Variant mine has batch=2.5; it takes a whole number of at least 1.",
                refused(half).getMessage());

        Map<String, Object> small = least();
        small.put("batch", 16);
        assertEquals(
                "Variant mine has a minibatch of 32 in a large batch of 16; make minibatch at most batch.",
                refused(small).getMessage());

        Map<String, Object> none = least();
        none.remove("tasks");
        assertEquals(
                "Variant mine has no tasks; name at least one.", refused(none).getMessage());

        Map<String, Object> views = least();
        views.put("redraw", "never");
        assertEquals(
                "Variant mine has redraw=never; known are batch, step.",
                refused(views).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void theLastImagesAreLeftOutOrKept(String written, boolean dropLast) {
        Map<String, Object> keys = least();
        keys.put("drop_last", written);

        Recipe recipe = RecipeReader.read("mine", keys);

        assertEquals(dropLast, recipe.training().phases().get(0).dropLast());
        assertEquals(dropLast, recipe.properties().get("drop_last"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop_last | keep   | Variant mine has drop_last=keep; known are true, false.",
                "source    | theirs | Variant mine has source=theirs; known are reference, paper, own.",
                "rest      | drop   | The key “rest” is now called “drop_last”.",
                "rounds    | 5      | The key “rounds” is now called “max_batches”.",
                "train.views | step | The key “train.views” is now called “train.redraw”."
            })
    void aKeyThatIsCalledOtherwiseNowAndAWrongWordAreRefused(String key, String value, String sentence) {
        Map<String, Object> keys = least();
        keys.put(key, value);

        assertEquals(sentence, refused(keys).getMessage());
    }
}

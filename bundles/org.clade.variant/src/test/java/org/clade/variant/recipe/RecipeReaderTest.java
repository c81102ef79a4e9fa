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

class RecipeReaderTest {

    private static Map<String, Object> least() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("backbone", "vgg(blocks=3x64+3x128)");
        keys.put("heads", new String[] {"mlp"});
        keys.put("tasks", List.of("entropy=3", "invariance(similarity=dot)=5"));
        keys.put("targets", "relations");
        keys.put("rounds", 12L);
        return keys;
    }

    private static RefusedException refused(Map<String, Object> keys) {
        return assertThrows(RefusedException.class, () -> RecipeReader.read("mine", keys));
    }

    @Test
    void defaultsFillWhatIsNotSaid() {
        Recipe recipe = RecipeReader.read("mine", least());

        assertEquals("mine", recipe.name());
        assertEquals(10, recipe.clusters());
        assertEquals(new PartSpec("identity", Map.of()), recipe.attention());
        PhaseRecipe phase = recipe.phases().get(0);
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

        PhaseRecipe phase = RecipeReader.read("mine", keys).phases().get(0);

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
                "Variant mine has tasks, which nothing reads, as every phase has its own; set rotate.tasks or"
                        + " cluster.tasks instead.",
                refused(keys).getMessage());
    }

    @Test
    void aPhaseTakesItsOwnKeysBeforeTheSharedOnes() {
        Map<String, Object> keys = least();
        keys.put("phases", List.of("rotate", "cluster"));
        keys.put("rotate.tasks", List.of("rotation"));
        keys.put("rotate.batch", 512);

        List<PhaseRecipe> phases = RecipeReader.read("mine", keys).phases();

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
        noEnd.remove("rounds");
        assertEquals(
                "Variant mine has no end; set epochs or rounds to more than 0.",
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
        views.put("views", "never");
        assertEquals(
                "Variant mine has views=never; known are batch and step.",
                refused(views).getMessage());
    }
}

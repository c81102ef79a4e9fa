package org.clade.variant.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartFiltersTest {

    private static Hashtable<String, Object> configuration() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("service.pid", "org.clade.variant~mine");
        properties.put("backbone", "vgg(blocks=3x64)");
        properties.put("heads", new String[] {"mlp"});
        properties.put("tasks", new String[] {"entropy=3", "separability"});
        properties.put("eval_transform", new String[] {"grayscale"});
        properties.put("augment", new String[] {"horizontal-flip(0.5)", "grayscale"});
        properties.put("max_batches", 1L);
        return properties;
    }

    @Test
    void partsBecomeTargetFilters() {
        Hashtable<String, Object> properties = configuration();

        new PartFilters().modifyConfiguration(null, properties);

        assertEquals("mine", properties.get("clade.variant"));
        assertEquals("(|(clade.id=vgg))", properties.get("backbone.target"));
        assertEquals("(|(clade.id=identity))", properties.get("attention.target"));
        assertEquals("(|(clade.id=entropy)(clade.id=separability))", properties.get("task.target"));
        assertEquals(2, properties.get("task.cardinality.minimum"));
        assertEquals("(|(clade.id=grayscale)(clade.id=horizontal-flip))", properties.get("operation.target"));
        assertEquals("(!(clade.id=*))", properties.get("targets.target"));
        assertEquals(0, properties.get("targets.cardinality.minimum"));
    }

    @Test
    void whatTheAuthorWroteCanBeToldFromTheRest() {
        Hashtable<String, Object> properties = configuration();

        new PartFilters().modifyConfiguration(null, properties);

        Hashtable<String, Object> before = configuration();
        before.remove("service.pid");
        assertEquals(
                before.keySet(),
                VariantProperties.written((Map<String, Object>) properties).keySet());
    }

    @Test
    void aRecipeThatCannotBeReadBindsNothing() {
        Hashtable<String, Object> properties = configuration();
        properties.put("max_batches", "many");

        new PartFilters().modifyConfiguration(null, properties);

        assertEquals("(!(clade.id=*))", properties.get("backbone.target"));
        assertNull(properties.get("task.target"));
    }
}

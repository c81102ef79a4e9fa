package org.clade.cluster.choice;

import java.util.Map;
import java.util.TreeMap;

/** Makes large batches and minibatches no larger than a small folder. */
final class SmallBatches {

    private SmallBatches() {}

    /**
     * The keys of a recipe to be changed.
     *
     * @param recipe the recipe, by key
     * @param images how many images there are
     * @return new values by key, none if the images fill a large batch of every phase
     */
    static Map<String, String> changes(Map<String, ?> recipe, int images) {
        Map<String, String> changes = new TreeMap<>();
        recipe.forEach((key, value) -> {
            String last = key.substring(key.lastIndexOf('.') + 1);
            if ((last.equals("batch") || last.equals("minibatch"))
                    && value instanceof Number size
                    && size.intValue() > images) {
                changes.put(key, Integer.toString(images));
            }
        });
        return changes;
    }
}

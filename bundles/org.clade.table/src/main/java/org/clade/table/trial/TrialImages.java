package org.clade.table.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.data.Split;

/**
 * The images of a column.
 *
 * @param name the data set as a service opens it, without what is drawn
 * @param split which images of it
 * @param draw what is drawn of it, by option
 * @param madeUp whether the images are random pixels in the place of a missing data set
 */
public record TrialImages(String name, Split split, Map<String, String> draw, boolean madeUp) {

    /** {@return the name with what is drawn with a seed} */
    String data(long seed) {
        if (draw.isEmpty()) {
            return name;
        }
        List<String> options = new ArrayList<>();
        draw.keySet().stream().sorted().forEach(option -> options.add(option + "=" + draw.get(option)));
        options.add("seed=" + seed);
        String added = String.join(", ", options);
        return name.endsWith(")")
                ? name.substring(0, name.length() - 1) + ", " + added + ")"
                : name + "(" + added + ")";
    }
}

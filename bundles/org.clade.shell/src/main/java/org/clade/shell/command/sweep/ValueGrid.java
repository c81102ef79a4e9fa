package org.clade.shell.command.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All combinations of values of keys. */
final class ValueGrid {

    private ValueGrid() {}

    /**
     * Combines values.
     *
     * @param keys the values of each key, separated by commas outside brackets
     * @return every combination, the last key changing first; one without keys if there is no key
     */
    static List<Map<String, String>> of(Map<String, String> keys) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, String> key : keys.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : values(key.getValue())) {
                    Map<String, String> one = new LinkedHashMap<>(combination);
                    one.put(key.getKey(), value);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '(') {
                depth++;
            } else if (letter == ')') {
                depth--;
            } else if (letter == ',' && depth == 0) {
                values.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        values.add(text.substring(from).strip());
        return values;
    }
}

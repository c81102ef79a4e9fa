package org.clade.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;

/** Reads options and arguments of the form {@code <key>=<value>}. */
public final class KeyValues {

    private KeyValues() {}

    /**
     * Reads keys and values.
     *
     * @param where the name of the option or argument in messages, for instance {@code --set}
     * @param texts the user's texts
     * @return the values by key, in order
     * @throws RefusedException if a text has another form, or a key is repeated
     */
    public static Map<String, String> parse(String where, List<String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String key = text.substring(0, Math.max(0, equals)).strip();
            if (key.isEmpty()) {
                throw new RefusedException(
                        "“%s” does not fit %s: it takes a key and a value, as in batch=500.".formatted(text, where));
            }
            String value = text.substring(equals + 1);
            String before = values.putIfAbsent(key, value);
            if (before != null) {
                throw new RefusedException("%s is given twice, as %s=%s and as %s=%s; give each key once."
                        .formatted(key, key, before, key, value));
            }
        }
        return values;
    }
}

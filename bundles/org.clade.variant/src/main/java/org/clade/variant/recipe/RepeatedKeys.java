package org.clade.variant.recipe;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.NameCheck;
import org.clade.api.part.RefusedException;

/**
 * Finds keys that occur twice in one object of a JSON text, or differ only in case: Gson would use the last one,
 * Configuration Admin ignores case, and the Configurator skips the whole file.
 */
final class RepeatedKeys {
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private RepeatedKeys() {}

    /**
     * Refuses a text with repeated keys.
     *
     * @param text JSON
     * @param called the text's name in messages
     * @param strictness how strictly to read JSON
     * @throws IOException if the text is not JSON
     * @throws RefusedException if a key is repeated; the message names the line and both keys
     */
    static void refuse(String text, String called, Strictness strictness) throws IOException {
        Deque<Map<String, String>> objects = new ArrayDeque<>();
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(strictness);
        for (JsonToken token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
            switch (token) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    objects.push(new HashMap<>());
                }
                case END_OBJECT -> {
                    reader.endObject();
                    objects.pop();
                }
                case NAME -> {
                    String key = reader.nextName();
                    String before = objects.element().putIfAbsent(NameCheck.caseless(key), key);
                    if (before != null) {
                        throw repeated(called, line(reader), before, key);
                    }
                }
                case BEGIN_ARRAY -> reader.beginArray();
                case END_ARRAY -> reader.endArray();
                default -> reader.skipValue();
            }
        }
    }

    private static RefusedException repeated(String called, int line, String before, String key) {
        return new RefusedException("%s, line %s: %s; keep one of them."
                .formatted(
                        called,
                        line,
                        before.equals(key)
                                ? "the key %s is repeated".formatted(key)
                                : "the keys %s and %s differ only in case, which a configuration ignores"
                                        .formatted(before, key)));
    }

    /** Gson gives the position only in its message. */
    private static int line(JsonReader reader) {
        Matcher place = LINE.matcher(reader.toString());
        return place.find() ? Integer.parseInt(place.group(1)) : 1;
    }
}

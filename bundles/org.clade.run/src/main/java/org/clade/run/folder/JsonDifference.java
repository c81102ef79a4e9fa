package org.clade.run.folder;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names the edited keys of a JSON file. */
public final class JsonDifference {

    private static final int MOST = 3;
    private static final int LONGEST = 60;

    /** The configuration with a recipe's keys; its name is no part of a key. */
    private static final Pattern CONFIGURATION = Pattern.compile("^[\\w.]+~[^.]*\\.");

    private JsonDifference() {}

    /**
     * Compares two JSON files.
     *
     * @param before the original text
     * @param now the current text
     * @return the differences, such as {@code batch is 50, was 100}, without a period
     */
    public static String words(byte[] before, byte[] now) {
        Map<String, String> old;
        Map<String, String> edited;
        try {
            old = flat(before);
            edited = flat(now);
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            return "it is no longer JSON";
        }
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(edited.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            String was = old.get(key);
            String is = edited.get(key);
            if (was == null) {
                differences.add("%s was not there".formatted(name(key)));
            } else if (is == null) {
                differences.add("%s is missing, it was %s".formatted(name(key), brief(was)));
            } else if (!was.equals(is)) {
                differences.add("%s is %s, it was %s".formatted(name(key), brief(is), brief(was)));
            }
        }
        if (differences.isEmpty()) {
            return "its spaces, the order of its keys or a duplicate key";
        }
        int more = differences.size() - MOST;
        return String.join(", ", differences.subList(0, Math.min(MOST, differences.size())))
                + (more > 0 ? ", and %s more".formatted(more) : "");
    }

    private static String name(String key) {
        return CONFIGURATION.matcher(key).replaceFirst("");
    }

    private static String brief(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }

    private static Map<String, String> flat(byte[] json) {
        Map<String, String> values = new TreeMap<>();
        flatten(
                "",
                JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject(),
                values);
        return values;
    }

    private static void flatten(String path, JsonElement element, Map<String, String> values) {
        if (element.isJsonObject()) {
            element.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), values));
        } else if (element.isJsonArray()) {
            for (int i = 0; i < element.getAsJsonArray().size(); i++) {
                flatten(path + "[" + i + "]", element.getAsJsonArray().get(i), values);
            }
        } else {
            values.put(path, element.toString());
        }
    }
}

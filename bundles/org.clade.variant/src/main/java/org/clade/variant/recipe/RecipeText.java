package org.clade.variant.recipe;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a recipe file, for finding the line of an error. */
public final class RecipeText {
    private static final Pattern GSON = Pattern.compile("(?s)(?:.*Exception: )?(.*?) at line (\\d+) column (\\d+).*");

    /** Gson's advice for programmers, which does not help users. */
    private static final String GSON_ADVICE = "setStrictness";

    private static final Pattern QUOTED = Pattern.compile("“([^”]+)”");
    private static final Pattern KEY = Pattern.compile("has (?:no )?([\\w.-]+)|^([\\w.-]+) is empty");

    private final List<String> lines;

    public RecipeText(String text) {
        this.lines = text.lines().toList();
    }

    /** {@return the number of the first line with a text; 1 if no line has it} */
    public int of(String text) {
        return Math.max(1, find(text));
    }

    /**
     * The line of an error: of the first name that the message quotes, or of the key that it names.
     *
     * @param refusal the message
     * @param otherwise a text in the line to use if no better one is found
     * @return the line's number
     */
    int meant(String refusal, String otherwise) {
        for (Pattern pattern : List.of(QUOTED, KEY)) {
            Matcher names = pattern.matcher(refusal);
            while (names.find()) {
                String name = names.group(1) == null ? names.group(2) : names.group(1);
                int line = find('"' + name + '"');
                if (line == 0 && pattern == QUOTED) {
                    line = find(name);
                }
                if (line > 0) {
                    return line;
                }
            }
        }
        return of(otherwise);
    }

    /** {@return the error in text that is not JSON, with the line first} */
    String reason(JsonParseException wrong) {
        Matcher message = GSON.matcher(String.valueOf(wrong.getMessage()));
        if (!message.matches()) {
            return lines.isEmpty() ? "it is empty." : "line %s: it ends too early.".formatted(lines.size());
        }
        String wrongThere = message.group(1).contains(GSON_ADVICE)
                ? "this is not JSON, which has no comments, single quotes or names without quotes"
                : message.group(1);
        return "line %s, column %s: %s.".formatted(message.group(2), message.group(3), wrongThere);
    }

    private int find(String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        return 0;
    }
}

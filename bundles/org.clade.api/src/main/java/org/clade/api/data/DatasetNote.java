package org.clade.api.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A note on a data set that a user should know before trusting a result: files left out, or images whose pixels may be wrong.
 *
 * @param kind the kind of note
 * @param count how many files, images or folders
 * @param what a name for them, for instance {@code .txt files}
 * @param reason why, in a few words
 * @param examples the first few, as paths relative to the data folder
 */
public record DatasetNote(Kind kind, int count, String what, String reason, List<String> examples) {

    private static final Pattern ONE = Pattern.compile("\\b(file|image|folder)s\\b");

    /** The kind of a note. */
    public enum Kind {
        /** The set leaves them out. */
        LEFT_OUT,
        /** The set has them, but their values are doubtful. */
        DOUBTFUL
    }

    /** Copies the examples. */
    public DatasetNote {
        examples = List.copyOf(examples);
    }

    /** {@return the same note with another kind} */
    DatasetNote as(Kind other) {
        return new DatasetNote(other, count, what, reason, examples);
    }

    /**
     * The notes of a kind, in the form for JSON.
     *
     * @param notes all notes
     * @param kind the kind
     * @return count, what, reason and examples of each
     */
    public static List<Map<String, Object>> fields(List<DatasetNote> notes, Kind kind) {
        List<Map<String, Object>> fields = new ArrayList<>();
        notes.stream().filter(note -> note.kind == kind).forEach(note -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("count", note.count);
            each.put("what", note.what);
            each.put("reason", note.reason);
            each.put("examples", note.examples);
            fields.add(each);
        });
        return fields;
    }

    /**
     * A note in a few words.
     *
     * @param count how many, as text
     * @param what a name for them, in the plural
     * @param reason why
     * @return number, name and reason
     */
    public static String words(String count, String what, String reason) {
        String named = count.equals("1") ? ONE.matcher(what).replaceFirst("$1") : what;
        return "%s %s (%s)".formatted(count, named, reason);
    }

    /** {@return the note as it follows the set's name in a message, {@code left out: 3 .txt files (…)}} */
    public String sentence() {
        return (kind == Kind.LEFT_OUT ? "left out: " : "doubtful: ") + this;
    }

    /** {@return the note in a few words: number, name and reason} */
    @Override
    public String toString() {
        return words(Integer.toString(count), what, reason);
    }
}

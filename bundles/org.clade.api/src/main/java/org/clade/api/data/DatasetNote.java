package org.clade.api.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a user should know of a data set before trusting its result: files that were left out, or images that are read but may
 * not be what they seem.
 *
 * @param kind what the note is about
 * @param count how many files, images or folders
 * @param what what they are, for instance {@code .txt files}
 * @param reason why, in a few words
 * @param examples the first of them, relative to the data folder
 */
public record DatasetNote(Kind kind, int count, String what, String reason, List<String> examples) {

    private static final Pattern ONE = Pattern.compile("\\b(file|image|folder)s\\b");

    /** What a note is about. */
    public enum Kind {
        /** They are not part of the set. */
        LEFT_OUT,
        /** They are part of the set, and their values are doubtful. */
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
     * The notes of a kind as JSON has them.
     *
     * @param notes all notes
     * @param kind the kind
     * @return what each says: count, what, reason, examples
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
     * @param count how many, as it is to be shown
     * @param what what they are, in the plural
     * @param reason why
     * @return how many, what and why
     */
    public static String words(String count, String what, String reason) {
        String named = count.equals("1") ? ONE.matcher(what).replaceFirst("$1") : what;
        return "%s %s (%s)".formatted(count, named, reason);
    }

    /** {@return the note in words that go on from the set's name, {@code left out: 3 .txt files (…)}} */
    public String sentence() {
        return (kind == Kind.LEFT_OUT ? "left out: " : "doubtful: ") + this;
    }

    /** {@return the note in a few words: how many, what and why} */
    @Override
    public String toString() {
        return words(Integer.toString(count), what, reason);
    }
}

package org.clade.api.part;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequenceDistance;

/**
 * Thrown when Clade refuses a request. The message is one sentence: what happened, which name, what is known, what to do.
 *
 * <p>Throw it before any data is lost. The user sees the message unchanged; the exit code is 2.
 */
public class RefusedException extends RuntimeException {

    /** The largest number of names that a message lists completely. */
    private static final int ALL = 24;

    /** How many names a message lists if there are more. */
    private static final int FEW = 8;

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();
    private static final LongestCommonSubsequenceDistance CHANGES = new LongestCommonSubsequenceDistance();

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param sentence one sentence for the user
     */
    public RefusedException(String sentence) {
        super(sentence);
    }

    /**
     * A refusal with what caused it.
     *
     * @param sentence one sentence for the user
     * @param cause shown only with {@code --debug}
     */
    public RefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * The refusal of an unknown name. It gives the nearest known name and all known names, or the most similar ones if there are many.
     *
     * @param what the kind of thing, for instance {@code variant}
     * @param name the unknown name
     * @param known the known names
     * @return the exception to throw
     */
    public static RefusedException unknown(String what, String name, Collection<String> known) {
        String nearest =
                nearest(name, known).map(n -> " Did you mean " + n + "?").orElse("");
        return new RefusedException("There is no %s “%s”; %s.%s".formatted(what, name, list(name, known), nearest));
    }

    /**
     * The refusal of a former name.
     *
     * @param former kind and former name, for instance {@code key “rest”}
     * @param now the present name
     * @return the exception to throw
     */
    public static RefusedException renamed(String former, String now) {
        return new RefusedException("The %s is now called “%s”.".formatted(former, now));
    }

    private static String list(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is none";
        }
        if (known.size() <= ALL) {
            return "known are " + String.join(", ", known.stream().sorted().toList());
        }
        List<String> alike =
                known.stream().sorted(likeness(name)).limit(FEW).sorted().toList();
        return "of the %s known the most alike are %s".formatted(known.size(), String.join(", ", alike));
    }

    /**
     * The name that a misspelled name probably means.
     *
     * @param name the unknown name
     * @param known the known names
     * @return the nearest name by edit distance without regard to case, then with it, then by the number of common letters in order; empty if
     *     none is near enough
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(likeness(name))
                .filter(n -> edits(name, n) <= Math.max(2, Math.max(name.length(), n.length()) / 3));
    }

    private static Comparator<String> likeness(String name) {
        return Comparator.comparingInt((String n) -> edits(name, n))
                .thenComparingInt(n -> EDITS.apply(name, n))
                .thenComparingInt(n -> CHANGES.apply(name, n))
                .thenComparing(Comparator.naturalOrder());
    }

    /** {@return the edit distance without regard to case} */
    private static int edits(String name, String other) {
        return EDITS.apply(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}

package org.clade.api.part;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequenceDistance;

/**
 * Something that was asked for cannot be done, in one sentence: what happened, which name, what is known, what to do.
 *
 * <p>It is thrown before anything is lost, and its message is shown to the user as it stands; the exit code is 2.
 */
public class RefusedException extends RuntimeException {

    /** So many names are listed all. */
    private static final int ALL = 24;

    /** Of more names than that, so many are listed. */
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
     * The refusal of a name that is not known, with the nearest that is, and with all that are; of many, with those most alike.
     *
     * @param what what the name should have named, for instance {@code variant}
     * @param name the name that was given
     * @param known the names there are
     * @return the refusal, to be thrown
     */
    public static RefusedException unknown(String what, String name, Collection<String> known) {
        String nearest =
                nearest(name, known).map(n -> " Did you mean " + n + "?").orElse("");
        return new RefusedException("There is no %s “%s”; %s.%s".formatted(what, name, list(name, known), nearest));
    }

    /**
     * The refusal of a name that something had once.
     *
     * @param former what had it, and the name, for instance {@code key “rest”}
     * @param now its name now
     * @return the refusal, to be thrown
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
     * The name that a misspelt one was meant to be.
     *
     * @param name what was given
     * @param known the names there are
     * @return the nearest by edit distance, of those the one with most letters in common, in order, where
     *     it is near enough to be meant
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(likeness(name))
                .filter(n -> EDITS.apply(name, n) <= Math.max(2, Math.max(name.length(), n.length()) / 3));
    }

    private static Comparator<String> likeness(String name) {
        return Comparator.comparingInt((String n) -> EDITS.apply(name, n))
                .thenComparingInt(n -> CHANGES.apply(name, n))
                .thenComparing(Comparator.naturalOrder());
    }
}

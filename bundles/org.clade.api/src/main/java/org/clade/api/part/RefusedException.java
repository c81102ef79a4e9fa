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
     * The refusal of a name that is not known, with the nearest that is.
     *
     * @param what what the name should have named, for instance {@code variant}
     * @param name the name that was given
     * @param known the names there are
     * @return the refusal, to be thrown
     */
    public static RefusedException unknown(String what, String name, Collection<String> known) {
        List<String> names = known.stream().sorted().toList();
        String nearest =
                nearest(name, names).map(n -> " Did you mean " + n + "?").orElse("");
        String list = names.isEmpty()
                ? "there is none"
                : "known are " + String.join(", ", names.subList(0, Math.min(names.size(), 24)))
                        + (names.size() > 24 ? " and " + (names.size() - 24) + " more" : "");
        return new RefusedException("There is no %s “%s”; %s.%s".formatted(what, name, list, nearest));
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
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt((String n) -> distance.apply(name, n))
                        .thenComparingInt(n -> CHANGES.apply(name, n)))
                .filter(n -> distance.apply(name, n) <= Math.max(2, Math.max(name.length(), n.length()) / 3));
    }
}

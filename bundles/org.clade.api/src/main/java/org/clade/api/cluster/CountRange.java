package org.clade.api.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/**
 * Numbers of clusters.
 *
 * @param from the least, at least 2
 * @param to the greatest, not below {@code from}
 */
public record CountRange(int from, int to) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

    /** Checks the order. */
    public CountRange {
        if (from < 2) {
            throw new RefusedException("%s clusters cannot be compared; give 2 or more.".formatted(from));
        }
        if (to < from) {
            throw new RefusedException("The range %s..%s is empty; give the smaller number first.".formatted(from, to));
        }
    }

    /**
     * Reads a number or a range.
     *
     * @param text a number of clusters such as {@code 10}, or a range such as {@code 5..15}
     * @return the range, of one number if {@code text} is a number
     * @throws RefusedException if {@code text} is neither, or below 2
     */
    public static CountRange parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new RefusedException(
                    "“%s” is no number of clusters; give a number such as 10, or a range such as 5..15."
                            .formatted(text));
        }
        int from = Integer.parseInt(form.group(1));
        return new CountRange(from, form.group(2) == null ? from : Integer.parseInt(form.group(2)));
    }

    /** {@return whether it is one number} */
    public boolean single() {
        return from == to;
    }
}

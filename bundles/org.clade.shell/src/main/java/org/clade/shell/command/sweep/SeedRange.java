package org.clade.shell.command.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/** Reads seeds: {@code 1..10}, {@code 1,2,5} or both. */
public final class SeedRange {

    private static final int MOST = 10_000;
    private static final Pattern PART = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

    private SeedRange() {}

    /**
     * Reads seeds.
     *
     * @param text what the user wrote
     * @return the seeds in this order, each once, at most 10,000
     * @throws RefusedException if it is no list of seeds, or has more
     */
    public static List<Long> of(String text) {
        Set<Long> seeds = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = PART.matcher(part.strip());
            if (!range.matches()) {
                throw refused(text);
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MOST) {
                throw refused(text);
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
            if (seeds.size() > MOST) {
                throw refused(text);
            }
        }
        return new ArrayList<>(seeds);
    }

    private static RefusedException refused(String text) {
        return new RefusedException(
                "--seeds “%s” is no list of at most %s seeds; write whole numbers from 0, the smaller one first, such as 1..5 or 1,2,7."
                        .formatted(text, MOST));
    }
}

package org.clade.shell.command.table;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.clade.api.part.RefusedException;

/** Reads the first and the last seed, {@code 1..5}, or one seed. */
final class SeedBounds {

    private static final int MOST = 1000;
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

    private SeedBounds() {}

    /**
     * Reads seeds.
     *
     * @param text what the user wrote
     * @return the seeds, rising
     * @throws RefusedException if it has another form
     */
    static List<Long> seeds(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            long first = Long.parseLong(form.group(1));
            long last = form.group(2) == null ? first : Long.parseLong(form.group(2));
            if (first <= last && last - first < MOST) {
                return LongStream.rangeClosed(first, last).boxed().toList();
            }
        }
        throw new RefusedException(
                "--seeds cannot be “%s”; write the first and the last seed, as in 1..5, or one seed.".formatted(text));
    }
}

package org.clade.run.progress;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The warnings of a run, shown on the screen at once and kept for its summary. */
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final List<String> all = new CopyOnWriteArrayList<>();

    /**
     * Shows a warning, unless it was shown before.
     *
     * @param sentence the warning and what to do
     * @return whether it is new
     */
    public boolean add(String sentence) {
        if (all.contains(sentence)) {
            return false;
        }
        all.add(sentence);
        LOG.warn("{}", sentence);
        return true;
    }

    /** {@return all warnings so far} */
    public List<String> all() {
        return List.copyOf(all);
    }

    /** {@return seconds as {@code 0:07}, {@code 12:31} or {@code 1:02:03}} */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}

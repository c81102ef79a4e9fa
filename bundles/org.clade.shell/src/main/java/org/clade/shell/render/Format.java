package org.clade.shell.render;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers for people. */
public final class Format {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT);

    private Format() {}

    /** {@return a score with three places, a dash for none} */
    public static String score(Object score) {
        return score instanceof Number number && Double.isFinite(number.doubleValue())
                ? String.format(Locale.ROOT, "%.3f", number.doubleValue())
                : "-";
    }

    /** {@return the name of a state in files and tables, in lower case} */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@return a whole number with commas, a dash for none} */
    public static String count(Object count) {
        return count instanceof Number number && Double.isFinite(number.doubleValue())
                ? String.format(Locale.ROOT, "%,.0f", number.doubleValue())
                : "-";
    }

    /** {@return a number with one place, a dash for none} */
    public static String tenths(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? String.format(Locale.ROOT, "%.1f", number.doubleValue())
                : "-";
    }

    /** {@return seconds as {@code 0:07}, {@code 12:31} or {@code 1:02:03}; a dash for none} */
    public static String duration(Object seconds) {
        if (!(seconds instanceof Number number) || !Double.isFinite(number.doubleValue()) || number.doubleValue() < 0) {
            return "-";
        }
        long whole = Math.round(number.doubleValue());
        long hours = whole / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    /** {@return bytes as {@code 412 MB}} */
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return bytes < 10_000_000_000L
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /**
     * The time of day of an end.
     *
     * @param now the present time
     * @param seconds until then
     * @return {@code 14:05}, with the day if it is another day
     */
    public static String end(LocalDateTime now, double seconds) {
        LocalDateTime end = now.plusSeconds(Math.round(seconds));
        return end.format(end.toLocalDate().equals(now.toLocalDate()) ? TIME : DAY);
    }
}

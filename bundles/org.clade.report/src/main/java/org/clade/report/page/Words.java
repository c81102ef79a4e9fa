package org.clade.report.page;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Numbers and names in words. */
final class Words {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("acc", "accuracy (ACC)"),
            Map.entry("nmi", "NMI"),
            Map.entry("ari", "ARI"),
            Map.entry("nmi_geometric", "NMI, geometric mean"),
            Map.entry("nmi_max", "NMI, maximum"),
            Map.entry("nmi_min", "NMI, minimum"),
            Map.entry("effective_clusters", "effective clusters"),
            Map.entry("largest_share", "share of the largest cluster"),
            Map.entry("mean_confidence", "mean confidence"),
            Map.entry("calinski_harabasz", "variance ratio (Calinski-Harabasz)"),
            Map.entry("best_share", "best silhouette in so many samples"),
            Map.entry("entropy", "entropy of the sizes (nats)"),
            Map.entry("images_per_second", "images per second"));

    private Words() {}

    /** {@return the name of a column for people} */
    static String name(String column) {
        return NAMES.getOrDefault(column, column.replace('_', ' '));
    }

    /** {@return a number of three decimals, or of one where it is large} */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return count((long) value);
        }
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Math.abs(value) >= 10
                        ? String.format(Locale.ROOT, "%.1f", value)
                        : String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@return a score, three decimals} */
    static String score(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    /** {@return a number of one decimal} */
    static String tenths(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "";
    }

    /** {@return a number, empty where there is none} */
    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** {@return a count with commas} */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@return seconds as minutes and seconds} */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : whole < 3600
                        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    /** {@return a word as a shell takes it} */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@return a text of a bounded length} */
    static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + "…" + text.substring(text.length() - most / 2);
    }
}

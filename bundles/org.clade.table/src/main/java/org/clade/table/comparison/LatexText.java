package org.clade.table.comparison;

import java.util.Map;

/** Text in LaTeX. */
final class LatexText {

    private static final Map<Integer, String> SPECIAL = Map.ofEntries(
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '×', "$\\times$"),
            Map.entry((int) 'σ', "$\\sigma$"));

    private LatexText() {}

    /** {@return the text with its special letters escaped} */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> escaped.append(SPECIAL.getOrDefault(letter, Character.toString(letter))));
        return escaped.toString();
    }
}

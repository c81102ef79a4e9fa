package org.clade.shell.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in plain text: aligned columns, the last one wrapped at words where the width does not do. */
public final class Table {

    private static final String GAP = "  ";
    private static final int LEAST = 20;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /**
     * A table with a header.
     *
     * @param header names of the columns; one that begins with {@code >} is aligned to the right
     */
    public Table(String... header) {
        right = new boolean[header.length];
        String[] names = header.clone();
        for (int column = 0; column < names.length; column++) {
            right[column] = names[column].startsWith(">");
            names[column] = right[column] ? names[column].substring(1) : names[column];
        }
        if (Arrays.stream(names).anyMatch(name -> !name.isEmpty())) {
            rows.add(names);
        }
    }

    /** {@return a table of names and values, without a header} */
    public static Table pairs() {
        return new Table("", "");
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns; shown as they are written
     * @return this table
     */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    /**
     * Adds a row unless its last cell is empty.
     *
     * @param name the first cell
     * @param value the last cell
     * @return this table
     */
    public Table known(String name, Object value) {
        return value == null || value.toString().isEmpty() ? this : row(name, value);
    }

    /**
     * Lays the table out.
     *
     * @param width columns of the screen
     * @return lines without trailing blanks
     */
    public String render(int width) {
        int last = right.length - 1;
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], length(row[column]));
            }
        }
        int before = Arrays.stream(widths, 0, last).sum() + GAP.length() * last;
        widths[last] = Math.min(widths[last], Math.max(LEAST, width - before));
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            List<String> wrapped = wrap(row[last], widths[last]);
            for (int line = 0; line < wrapped.size(); line++) {
                StringBuilder out = new StringBuilder();
                for (int column = 0; column < last; column++) {
                    out.append(pad(line == 0 ? row[column] : "", widths[column], right[column]))
                            .append(GAP);
                }
                out.append(pad(wrapped.get(line), widths[last], right[last]));
                text.append(out.toString().stripTrailing()).append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    /**
     * Breaks a text at blanks; a word that is longer than the width stays whole.
     *
     * @param text the text
     * @param width columns
     * @return its lines, at least one
     */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - length(text)));
        return right ? blanks + text : text + blanks;
    }
}

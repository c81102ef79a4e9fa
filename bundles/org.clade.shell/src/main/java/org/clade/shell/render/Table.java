package org.clade.shell.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * A table in plain text with aligned columns. If the width is too small, the last column wraps at words, or moves below
 * the others. On a screen too narrow for the others, each row becomes a block with one line per cell.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int LEAST = 20;
    private static final int INDENT = 4;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;
    private final String[] header;

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
        this.header = names;
        if (named()) {
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
     * @param cells one for each column; control characters become visible
     * @return this table
     */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).map(Visible::line).toArray(String[]::new));
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
        if (before > Math.max(width, LEAST)) {
            return blocks(width);
        }
        boolean fits = before + Math.min(widths[last], LEAST) <= width;
        widths[last] = Math.min(widths[last], Math.max(LEAST, width - (fits ? before : INDENT)));
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            List<String> wrapped = wrap(row[last], widths[last]);
            StringBuilder start = new StringBuilder();
            for (int column = 0; column < last; column++) {
                start.append(pad(row[column], widths[column], right[column])).append(GAP);
            }
            if (!fits) {
                line(text, start.toString());
            }
            for (int line = 0; line < wrapped.size(); line++) {
                String left = !fits ? " ".repeat(INDENT) : line == 0 ? start.toString() : " ".repeat(before);
                if (fits || !row[last].isEmpty()) {
                    line(text, left + pad(wrapped.get(line), widths[last], right[last]));
                }
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }

    /** {@return the rows below each other, each cell on its own lines} */
    private String blocks(int width) {
        StringBuilder text = new StringBuilder();
        for (String[] row : named() ? rows.subList(1, rows.size()) : rows) {
            if (named() && text.length() > 0) {
                text.append(System.lineSeparator());
            }
            for (int column = 0; column < row.length; column++) {
                String name = named() ? header[column] : "";
                if (!row[column].isEmpty()) {
                    cell(text, name, row[column], named() || column == 0 ? 0 : INDENT, width);
                }
            }
        }
        return text.toString();
    }

    private static void cell(StringBuilder text, String name, String value, int indent, int width) {
        String first = " ".repeat(indent) + (name.isEmpty() ? "" : name + GAP);
        boolean fits = length(first) + length(value) <= width;
        if (!fits && !name.isEmpty()) {
            text.append(name).append(System.lineSeparator());
        }
        String start = fits ? first : " ".repeat(name.isEmpty() ? indent : INDENT);
        for (String line : wrap(value.strip(), Math.max(1, width - start.length()))) {
            text.append(start).append(line).append(System.lineSeparator());
        }
    }

    /** {@return whether its columns have names} */
    public boolean named() {
        return Arrays.stream(header).anyMatch(name -> !name.isEmpty());
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

    /** {@return the width of a text in columns: letters of East Asia take two, accents none} */
    private static int length(CharSequence text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - length(text)));
        return right ? blanks + text : text + blanks;
    }
}

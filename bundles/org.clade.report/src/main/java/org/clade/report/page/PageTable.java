package org.clade.report.page;

import java.util.ArrayList;
import java.util.List;
import org.clade.report.folder.CsvTable;

/**
 * A table of the page.
 *
 * @param caption what it shows
 * @param style a class of the style sheet, or nothing
 * @param columns the headings
 * @param rows the rows
 */
record PageTable(String caption, String style, List<String> columns, List<Row> rows) {

    private static final int TALL = 24;

    /** Rows of a long table that are shown. */
    static final int MOST_ROWS = 200;

    /**
     * A row.
     *
     * @param head what it is about
     * @param cells its values
     */
    record Row(String head, List<Cell> cells) {}

    /**
     * A value.
     *
     * @param text as it is shown
     * @param tint how dark the background is, 0 to 1, or nothing
     * @param hit whether it is marked
     */
    record Cell(String text, String tint, boolean hit) {

        /** {@return a plain value} */
        static Cell of(String text) {
            return new Cell(text, "", false);
        }
    }

    /** {@return whether the table has more rows than fit onto a screen} */
    boolean tall() {
        return rows.size() > TALL;
    }

    /**
     * A table of texts.
     *
     * @param caption what it shows
     * @param style a class of the style sheet
     * @param columns the headings
     * @param rows the rows; the first value of each is its head
     * @return the table
     */
    static PageTable of(String caption, String style, List<String> columns, List<List<String>> rows) {
        return new PageTable(
                caption,
                style,
                columns,
                rows.stream()
                        .map(row -> new Row(
                                row.get(0), row.stream().skip(1).map(Cell::of).toList()))
                        .toList());
    }

    /**
     * A file as a table, its first rows.
     *
     * @param caption what it shows
     * @param table the file
     * @param columns which columns, as the file names them
     * @return the table, with the number of rows that are left out in its caption
     */
    static PageTable of(String caption, CsvTable table, List<String> columns) {
        List<List<String>> values = columns.stream().map(table::column).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(MOST_ROWS, table.rows().size()); row++) {
            int place = row;
            rows.add(values.stream().map(column -> column.get(place)).toList());
        }
        int rest = table.rows().size() - rows.size();
        return of(
                rest == 0
                        ? caption
                        : caption
                                + "; the first %s of %s"
                                        .formatted(
                                                Words.count(rows.size()),
                                                Words.count(table.rows().size())),
                "words",
                columns.stream().map(Words::name).toList(),
                rows);
    }
}

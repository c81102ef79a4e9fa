package org.clade.api.table;

import java.util.Map;

/**
 * A group of columns, one for each metric: a data set, or a part of one.
 *
 * @param id its id within the table
 * @param title its title
 * @param data the id of the data set
 * @param draw what is drawn of the data set: {@code classes}, {@code retain} or {@code samples}
 */
public record TableColumn(String id, String title, String data, Map<String, String> draw) {

    /** Copies the options. */
    public TableColumn {
        draw = draw == null ? Map.of() : Map.copyOf(draw);
    }
}

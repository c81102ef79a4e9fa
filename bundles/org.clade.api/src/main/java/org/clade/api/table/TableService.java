package org.clade.api.table;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Has the tables of the papers, and computes them again. */
@ProviderType
public interface TableService {

    /** {@return all tables, by paper} */
    List<PaperTable> list();

    /**
     * A table.
     *
     * @param id its id
     * @return the table
     * @throws org.clade.api.part.RefusedException if there is no such table
     */
    PaperTable table(String id);

    /**
     * Runs what is missing of a table, one trial after the other, and compares its numbers. Finished runs with the same
     * recipe, data, seed and length count, no matter which command started them. A trial that fails does not stop the others.
     *
     * @param request which table, and how
     * @param watch watches the work
     * @return ours next to theirs
     * @throws org.clade.api.part.RefusedException if the table or a data set of the request is unknown
     * @throws InterruptedException if the wait for a trial is interrupted
     */
    TableResult compute(TableRequest request, TableWatch watch) throws InterruptedException;

    /**
     * The lines of a table, one for each row, column and statistic.
     *
     * @param result the table
     * @return the header first
     */
    List<List<String>> lines(TableResult result);

    /**
     * Writes a table.
     *
     * @param result the table
     * @param form the form
     * @return the text, ended by a line feed
     */
    String write(TableResult result, TableForm form);
}

package org.clade.report.figure;

import java.nio.file.Path;
import java.util.List;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;

/**
 * The folder {@code figures/} of a run or a prediction.
 *
 * @param path the folder
 */
public record FigureFolder(Path path) {

    /** {@return the folder, made where it is missing} */
    public static FigureFolder in(Path run) {
        Path folder = run.resolve("figures");
        AtomicFile.makeFolder(folder);
        return new FigureFolder(folder);
    }

    /** Writes a picture. */
    void picture(String name, byte[] content) {
        AtomicFile.write(path.resolve(name), content);
    }

    /** Writes numbers. */
    void numbers(String name, List<String> columns, List<? extends List<?>> rows) {
        CsvFile.write(path.resolve(name), columns, rows);
    }
}

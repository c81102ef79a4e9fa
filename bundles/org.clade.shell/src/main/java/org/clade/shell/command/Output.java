package org.clade.shell.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.clade.api.run.RunSummary.ClusterSize;
import org.clade.shell.context.Console;
import org.clade.shell.render.ClusterTable;
import org.clade.shell.render.Json;
import org.clade.shell.render.Table;
import org.clade.shell.render.Visible;
import picocli.CommandLine.Option;

/** Prints the result of a command, as text or as JSON. */
public final class Output {

    @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
    private boolean json;

    /** {@return whether the result is JSON} */
    public boolean json() {
        return json;
    }

    /** Prints the JSON document. */
    public void document(Console console, Object value) {
        console.out().print(Json.document(value) + System.lineSeparator());
        console.out().flush();
    }

    /** Prints the JSON document, a list. */
    public <T> void documents(Console console, Collection<T> things, Function<? super T, ?> fields) {
        document(console, things.stream().map(fields).toList());
    }

    /** Prints a table. */
    public void table(Console console, Table table) {
        console.out().print(table.render(table.named() ? console.tableWidth() : console.width()));
        console.out().flush();
    }

    /**
     * Prints the sizes of the clusters, a sentence about their picture, and an empty line.
     *
     * @param console receives the text
     * @param clusters the clusters
     * @param file the file with all clusters
     * @param picture their picture; it may be missing
     */
    public void clusters(Console console, List<ClusterSize> clusters, String file, Path picture) {
        ClusterTable sizes = new ClusterTable(clusters);
        table(console, sizes.table());
        if (sizes.more() > 0) {
            sentence(console, "… and %s more, in %s.".formatted(sizes.more(), file));
        }
        if (Files.exists(picture)) {
            sentence(
                    console,
                    "%s has a row for each %s, in this order, the most confident image on the left."
                            .formatted(
                                    picture.getFileName(),
                                    sizes.more() > 0 ? "of the 20 largest clusters" : "cluster with images"));
        }
        console.out().println();
    }

    /** Prints a sentence. */
    public void sentence(Console console, String sentence) {
        Table.wrap(Visible.line(sentence), console.width()).forEach(console.out()::println);
        console.out().flush();
    }
}

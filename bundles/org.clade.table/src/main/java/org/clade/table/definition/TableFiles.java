package org.clade.table.definition;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.Selection;
import org.clade.api.table.CellSource;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableScale;

/** Reads the files of this bundle: a file for each table, and one for the data sets. */
public final class TableFiles {

    /** The tables in the order of lists. */
    static final List<String> IDS = List.of(
            "gatcluster-1",
            "gatcluster-2",
            "gatcluster-3",
            "gatcluster-4",
            "dac-2",
            "dac-3",
            "dac-imbalance",
            "dac-clusters",
            "dac-samples",
            "st-dac-2",
            "mmdc-1",
            "mmdc-3",
            "mmdc-4",
            "mmdc-5",
            "mmdc-figure-4");

    /** The version of the form of a file. */
    private static final int FORMAT = 1;

    private static final Gson GSON =
            words(CellSource.class, CellStatistic.class, Selection.class, TableScale.class, Split.class);

    private final Map<String, PaperTable> tables = new LinkedHashMap<>();
    private final Map<String, PaperDataSet> dataSets = new LinkedHashMap<>();

    /** Reads all files. */
    public TableFiles() {
        for (PaperDataSet set : GSON.fromJson(text("data-sets"), PaperDataSet[].class)) {
            dataSets.put(set.id(), set);
        }
        for (String id : IDS) {
            JsonObject file = GSON.fromJson(text(id), JsonObject.class);
            if (file.get("format").getAsInt() != FORMAT) {
                throw new IllegalStateException(id + ".json has another form than " + FORMAT);
            }
            tables.put(id, GSON.fromJson(file, PaperTable.class));
        }
    }

    /** {@return all tables} */
    public List<PaperTable> tables() {
        return List.copyOf(tables.values());
    }

    /**
     * A table.
     *
     * @param id its id
     * @return the table
     * @throws RefusedException if there is none
     */
    public PaperTable table(String id) {
        if (!tables.containsKey(id)) {
            throw RefusedException.unknown("table", id, tables.keySet());
        }
        return tables.get(id);
    }

    /**
     * A data set.
     *
     * @param id its id
     * @return the data set
     * @throws RefusedException if there is none
     */
    public PaperDataSet dataSet(String id) {
        if (!dataSets.containsKey(id)) {
            throw RefusedException.unknown("data set of the papers", id, dataSets.keySet());
        }
        return dataSets.get(id);
    }

    private static String text(String name) {
        try (InputStream in = TableFiles.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a reader that takes constants in lower case} */
    private static Gson words(Class<?>... types) {
        GsonBuilder builder = new GsonBuilder();
        for (Class<?> type : types) {
            builder.registerTypeAdapter(type, (JsonDeserializer<Object>) (json, of, context) -> Arrays.stream(
                            type.getEnumConstants())
                    .filter(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(json.getAsString()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown word " + json)));
        }
        return builder.create();
    }
}

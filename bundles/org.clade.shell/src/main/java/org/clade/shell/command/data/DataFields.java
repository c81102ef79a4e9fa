package org.clade.shell.command.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageShape;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;

/** The facts about a data set, as text or as JSON. */
public final class DataFields {

    private DataFields() {}

    /** {@return the shape of the images, in words} */
    static String shape(ImageShape shape) {
        if (shape.isVector()) {
            return "vectors of %s values".formatted(shape);
        }
        return shape.height() == 0 ? "various sizes" : shape.toString();
    }

    /** {@return a data set in the form for JSON} */
    static Map<String, Object> fields(DatasetInfo info) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", info.name());
        fields.put("title", info.title());
        fields.put("layout", info.layout());
        fields.put("protocol", info.protocol());
        fields.put("images", info.images());
        fields.put("channels", info.shape().channels());
        fields.put("height", info.shape().height());
        fields.put("width", info.shape().width());
        fields.put("values", info.shape().type().name().toLowerCase(Locale.ROOT));
        fields.put("labeled", info.labeled());
        fields.put("classes", info.classes());
        return fields;
    }

    /** {@return a data set in the form for JSON, with the images of each class} */
    static Map<String, Object> fields(Dataset data) {
        Map<String, Object> fields = fields(data.info());
        data.labels().ifPresent(labels -> fields.put("images_per_class", counts(labels, data.info())));
        for (DatasetNote.Kind kind : DatasetNote.Kind.values()) {
            fields.put(kind.name().toLowerCase(Locale.ROOT), DatasetNote.fields(data.notes(), kind));
        }
        return fields;
    }

    /** {@return a data set as text} */
    static Table table(Dataset data) {
        DatasetInfo info = data.info();
        Table table = Table.pairs()
                .row("data", info.name())
                .known("title", info.title())
                .row("layout", info.layout())
                .row("images", Format.count(info.images()) + " (" + info.protocol() + ")")
                .row("shape", shape(info.shape()));
        addNotes(table, DatasetNotes.of(data.notes()));
        if (!info.labeled()) {
            return table.row("labels", "none");
        }
        table.row("classes", info.classes().size());
        data.labels().ifPresent(labels -> {
            int[] counts = counts(labels, info);
            table.row(
                    "images of each",
                    IntStream.range(0, counts.length)
                            .mapToObj(i -> info.classes().get(i) + " " + Format.count(counts[i]))
                            .collect(Collectors.joining(", ")));
        });
        return table;
    }

    /** Adds a row for each note on a data set. */
    public static void addNotes(Table table, DatasetNotes notes) {
        notes.leftOut().forEach(note -> table.row("left out", words(note)));
        notes.doubtful().forEach(note -> table.row("doubtful", words(note)));
    }

    private static String words(DatasetNote note) {
        return DatasetNote.words(Format.count(note.count()), note.what(), note.reason());
    }

    private static int[] counts(int[] labels, DatasetInfo info) {
        int[] counts = new int[info.classes().size()];
        Arrays.stream(labels).filter(label -> label < counts.length).forEach(label -> counts[label]++);
        return counts;
    }
}

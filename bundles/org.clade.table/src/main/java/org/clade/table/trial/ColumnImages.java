package org.clade.table.trial;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.clade.api.data.DataService;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableSchedule;
import org.clade.table.definition.PaperDataSet;
import org.clade.table.definition.TableFiles;

/** Finds the images of columns on this machine. */
final class ColumnImages {

    private static final String CLASSES = "classes";
    private static final String SAMPLES = "samples";

    private final DataService data;
    private final TableFiles files;
    private final Map<String, String> given;
    private final Map<String, Optional<String>> found = new HashMap<>();

    /**
     * Looks for nothing yet.
     *
     * @param data opens data sets
     * @param files has the data sets of the papers
     * @param given names of data sets that the user gave, by id
     * @throws RefusedException if one of them is unknown or cannot be opened
     */
    ColumnImages(DataService data, TableFiles files, Map<String, String> given) {
        this.data = data;
        this.files = files;
        this.given = given;
        given.forEach((id, name) -> {
            PaperDataSet set = files.dataSet(id);
            misfit(set, data.open(name, set.split()).info()).ifPresent(misfit -> {
                throw new RefusedException("%s is not %s: %s; give the folder of %s, or leave --data %s out."
                        .formatted(name, set.title(), misfit, set.title(), id));
            });
        });
    }

    /**
     * The images of a column.
     *
     * @param column the column
     * @param scale made-up images take the place of missing ones at the scale tiny
     * @param schedule how many images
     * @return the images; empty if they are missing
     */
    Optional<TrialImages> of(TableColumn column, TableScale scale, TableSchedule schedule) {
        PaperDataSet set = files.dataSet(column.data());
        Optional<String> name = found.computeIfAbsent(set.id(), id -> find(set));
        if (name.isPresent()) {
            return Optional.of(new TrialImages(name.get(), set.split(), column.draw(), false));
        }
        if (scale != TableScale.TINY) {
            return Optional.empty();
        }
        int classes = Optional.ofNullable(column.draw().get(CLASSES))
                .map(Integer::valueOf)
                .orElse(set.classes());
        Map<String, String> draw = new HashMap<>(column.draw());
        draw.remove(CLASSES);
        draw.remove(SAMPLES);
        return Optional.of(new TrialImages(
                "noise(images=%s, size=%s, channels=%s, classes=%s)"
                        .formatted(limit(column, schedule), set.size(), set.channels(), classes),
                Split.ALL,
                draw,
                true));
    }

    /** {@return the largest number of images of a column; 0 for all} */
    int limit(TableColumn column, TableSchedule schedule) {
        int classes = Optional.ofNullable(column.draw().get(CLASSES))
                .map(Integer::valueOf)
                .orElse(files.dataSet(column.data()).classes());
        return schedule.images() == 0 ? 0 : Math.max(schedule.images(), 2 * classes);
    }

    /** {@return the name of a column's data set} */
    String title(TableColumn column) {
        return files.dataSet(column.data()).title();
    }

    private Optional<String> find(PaperDataSet set) {
        List<String> names =
                Optional.ofNullable(given.get(set.id())).map(List::of).orElse(set.names());
        return names.stream().filter(name -> opens(set, name)).findFirst();
    }

    private boolean opens(PaperDataSet set, String name) {
        try {
            return misfit(set, data.open(name, set.split()).info()).isEmpty();
        } catch (RefusedException e) {
            return false; // it is not there, or only a part of it is
        }
    }

    private static Optional<String> misfit(PaperDataSet set, DatasetInfo info) {
        if (set.images() > 0 && info.images() != set.images()) {
            return Optional.of(String.format(Locale.ROOT, "it has %,d images, not %,d", info.images(), set.images()));
        }
        return info.labeled() ? Optional.empty() : Optional.of("it has no labels to score with");
    }
}

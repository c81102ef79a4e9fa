package org.clade.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.file.ClassNames;
import org.clade.data.folder.FolderNames;
import org.clade.data.folder.ImageFileList;
import org.clade.data.folder.ImageFiles;
import org.clade.data.folder.ImageReading;
import org.clade.data.folder.ImageSurvey;
import org.clade.data.folder.Leftovers;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads Tiny ImageNet as published: {@code wnids.txt} names the classes, {@code train/ID/images} holds the train
 * images, and {@code val/images} with {@code val/val_annotations.txt} serves as the test half, because the images in
 * {@code test} have no labels. Gray images get three equal channels.
 */
@Component
@ProvidesReader(
        id = "tiny-imagenet",
        summary = "tiny-imagenet-200: 100,000 train and 10,000 validation images of 200 classes, 64×64")
public final class TinyImageNetReader implements DatasetReader {

    private static final ImageShape SHAPE = new ImageShape(3, 64, 64);

    private final ImageReading reading;

    /**
     * The reader.
     *
     * @param context has the properties: the size limit of an image, the cache
     */
    @Activate
    public TinyImageNetReader(BundleContext context) {
        this(ImageReading.of(context::getProperty));
    }

    /** A reader with another way of reading images, for tests. */
    TinyImageNetReader(ImageReading reading) {
        this.reading = reading;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(ImageSurvey.SKIP_DAMAGED);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        if (!Files.isRegularFile(folder.resolve("wnids.txt"))) {
            return Optional.empty();
        }
        List<String> ids = ClassNames.lines(folder.resolve("wnids.txt")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted()
                .distinct()
                .toList();
        ids.stream().filter(id -> !isName(id)).findFirst().ifPresent(id -> {
            throw new RefusedException("“%s” has the line “%s”; the name of a class is expected."
                    .formatted(folder.resolve("wnids.txt"), id));
        });
        if (ids.isEmpty()) {
            throw new RefusedException(
                    "“%s” names no class; unpack the set again.".formatted(folder.resolve("wnids.txt")));
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> protocol = new ArrayList<>();
        if (split != Split.TEST) {
            addClasses(folder.resolve("train"), ids, files, labels);
            protocol.add("train");
        }
        if (split != Split.TRAIN) {
            addValidation(folder.resolve("val"), ids, files, labels);
            protocol.add("val");
        }
        Optional<int[]> classes =
                Optional.of(labels.stream().mapToInt(Integer::intValue).toArray());
        boolean skip = settings.get(ImageSurvey.SKIP_DAMAGED);
        ImageSurvey survey = skip
                ? ImageSurvey.of(folder, files, classes, true, reading)
                : new ImageSurvey(files, classes, SHAPE, List.of(), List.of());
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                "Tiny ImageNet: %s classes, 64×64 color".formatted(ids.size()),
                "Tiny ImageNet",
                String.join("+", protocol),
                survey.files().size(),
                SHAPE,
                words(folder, ids),
                true);
        return Optional.of(
                new ImageFiles(info, folder, survey, notes(folder, split, survey), ImageFit.SQUASH, reading));
    }

    private static List<DatasetNote> notes(Path folder, Split split, ImageSurvey survey) {
        Leftovers left = new Leftovers(folder);
        Path test = folder.resolve("test");
        if (split != Split.TRAIN && Files.isDirectory(test)) {
            left.images(test, ImageFileList.below(test), "without labels");
        }
        return Stream.concat(left.notes().stream(), survey.notes().stream()).toList();
    }

    /** Adds the images of a part in class folders, directly or in their subfolder {@code images}. */
    private static void addClasses(Path part, List<String> ids, List<Path> files, List<Integer> labels) {
        for (int label = 0; label < ids.size(); label++) {
            Path classFolder = part.resolve(ids.get(label));
            Path images = classFolder.resolve("images");
            Path holding = Files.isDirectory(images) ? images : classFolder;
            List<Path> found = Files.isDirectory(holding) ? ImageFileList.directly(holding) : List.of();
            if (found.isEmpty()) {
                throw new RefusedException(
                        "“%s” holds no images, but wnids.txt names the class %s; unpack the set again."
                                .formatted(holding, ids.get(label)));
            }
            files.addAll(found);
            for (int i = 0; i < found.size(); i++) {
                labels.add(label);
            }
        }
    }

    /** Adds the validation images, as published with a list of their classes, or sorted into class folders. */
    private static void addValidation(Path part, List<String> ids, List<Path> files, List<Integer> labels) {
        Path annotations = part.resolve("val_annotations.txt");
        boolean sorted = ids.stream().anyMatch(id -> Files.isDirectory(part.resolve(id)));
        if (sorted && (!Files.exists(annotations) || !Files.isDirectory(part.resolve("images")))) {
            addClasses(part, ids, files, labels);
            return;
        }
        Map<String, Integer> labelOf = new HashMap<>();
        for (int label = 0; label < ids.size(); label++) {
            labelOf.put(ids.get(label), label);
        }
        for (String line : ClassNames.lines(annotations)) {
            if (line.isBlank()) {
                continue;
            }
            String[] fields = line.split("\t");
            Integer label = fields.length < 2 ? null : labelOf.get(fields[1]);
            if (label == null || !isName(fields[0])) {
                throw new RefusedException(
                        "“%s” has the line “%s”; the name of a file and a class of wnids.txt are expected."
                                .formatted(annotations, line));
            }
            Path file = part.resolve("images").resolve(fields[0]);
            if (!Files.isRegularFile(file)) {
                throw new RefusedException(
                        "“%s” is missing, but val_annotations.txt names it; unpack the set again.".formatted(file));
            }
            files.add(file);
            labels.add(label);
        }
    }

    /** {@return whether a text is a plain name of a file or folder: no path out of the folder, no invalid character} */
    private static boolean isName(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\')
                && !text.isBlank()
                && !text.equals(".")
                && !text.equals("..");
    }

    private static List<String> words(Path folder, List<String> ids) {
        Path words = folder.resolve("words.txt");
        if (!Files.isRegularFile(words)) {
            return ids;
        }
        Map<String, String> named = ClassNames.lines(words).stream()
                .map(line -> line.split("\t", 2))
                .filter(fields -> fields.length == 2)
                .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1], (one, other) -> one));
        return ids.stream().map(id -> named.getOrDefault(id, id)).toList();
    }
}

package org.clade.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads Tiny ImageNet as it is published: {@code wnids.txt} names the classes, {@code train/ID/images} holds the train
 * images, {@code val/images} with {@code val/val_annotations.txt} the ones that stand for the test half, since the
 * images in {@code test} have no labels. Grey images are given three equal channels.
 */
@Component
@ProvidesReader(
        id = "tiny-imagenet",
        summary = "tiny-imagenet-200: 100,000 train and 10,000 validation images of 200 classes, 64×64")
public final class TinyImageNetReader implements DatasetReader {

    private static final ImageShape SHAPE = new ImageShape(3, 64, 64);

    private final ImageScaler scaler;
    private final ImageDecoder decoder = new ImageDecoder();

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public TinyImageNetReader(@Reference ImageScaler scaler) {
        this.scaler = scaler;
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
                .toList();
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> protocol = new ArrayList<>();
        if (split != Split.TEST) {
            addTrain(folder, ids, files, labels);
            protocol.add("train");
        }
        if (split != Split.TRAIN) {
            addValidation(folder, ids, files, labels);
            protocol.add("val");
        }
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                "Tiny ImageNet: %s classes, 64×64 colour".formatted(ids.size()),
                "Tiny ImageNet",
                String.join("+", protocol),
                files.size(),
                SHAPE,
                words(folder, ids),
                true);
        int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
        return Optional.of(new ImageFiles(info, folder, files, Optional.of(classes), decoder, scaler));
    }

    private static void addTrain(Path folder, List<String> ids, List<Path> files, List<Integer> labels) {
        for (int label = 0; label < ids.size(); label++) {
            Path images = folder.resolve("train").resolve(ids.get(label)).resolve("images");
            List<Path> found = Files.isDirectory(images) ? ImageFileList.directly(images) : List.of();
            if (found.isEmpty()) {
                throw new RefusedException(
                        "“%s” holds no images, but wnids.txt names the class %s; unpack the set again."
                                .formatted(images, ids.get(label)));
            }
            files.addAll(found);
            for (int i = 0; i < found.size(); i++) {
                labels.add(label);
            }
        }
    }

    private static void addValidation(Path folder, List<String> ids, List<Path> files, List<Integer> labels) {
        Path annotations = folder.resolve("val").resolve("val_annotations.txt");
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
            if (label == null) {
                throw new RefusedException("“%s” has the line “%s”; a file and a class of wnids.txt are expected."
                        .formatted(annotations, line));
            }
            Path file = folder.resolve("val").resolve("images").resolve(fields[0]);
            if (!Files.isRegularFile(file)) {
                throw new RefusedException(
                        "“%s” is missing, but val_annotations.txt names it; unpack the set again.".formatted(file));
            }
            files.add(file);
            labels.add(label);
        }
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

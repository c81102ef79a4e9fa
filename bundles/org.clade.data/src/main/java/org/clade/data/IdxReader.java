package org.clade.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.folder.FolderNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads MNIST and its kin: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same two with
 * {@code t10k}, each with or without {@code .gz}, in the folder itself or in {@code raw} below it; also the sets of EMNIST,
 * {@code emnist-letters-train-images-idx3-ubyte}. Classes are the labels that occur, called by their numbers.
 */
@Component
@ProvidesReader(id = "idx", summary = "MNIST/raw, FashionMNIST/raw or any folder with the four IDX files, .gz or not")
public final class IdxReader implements DatasetReader {

    private static final List<String> FASHION = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    static final Option<String> SET =
            Option.string("set", "", "Which set, where a folder holds several, such as letters of EMNIST.");
    private static final String[] TECHNICAL = {"raw", "gzip"};

    private final ImageScaler scaler;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public IdxReader(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SET);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        for (Path root : List.of(folder, folder.resolve("raw"), folder.resolve("gzip"))) {
            List<IdxNames> sets = IdxNames.in(root);
            if (!sets.isEmpty()) {
                return Optional.of(open(folder, root, wanted(folder, sets, settings.get(SET)), split, sets.size() > 1));
            }
        }
        return Optional.empty();
    }

    private static IdxNames wanted(Path folder, List<IdxNames> sets, String name) {
        List<String> names = sets.stream().map(IdxNames::title).toList();
        if (name.isEmpty() && sets.size() > 1) {
            throw new RefusedException("“%s” holds the sets %s; name one of them, as in %s(set=%s)."
                    .formatted(folder, String.join(", ", names), FolderNames.of(folder, TECHNICAL), names.get(0)));
        }
        return sets.stream()
                .filter(set -> name.isEmpty()
                        || set.title().equals(name)
                        || set.prefix().equals(name + "-"))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown("set in “%s”".formatted(folder), name, names));
    }

    private Dataset open(Path folder, Path root, IdxNames names, Split split, boolean several) {
        List<RecordFile> files = new ArrayList<>();
        List<IdxFile> labelFiles = new ArrayList<>();
        IdxFile first = null;
        for (Half half : Half.of(split)) {
            IdxFile images = IdxFile.images(DataFile.require(root, names.images(half), half));
            IdxFile labels = IdxFile.labels(DataFile.require(root, names.labels(half), half));
            if (images.count() != labels.count()) {
                throw new RefusedException("“%s” holds %s images, but “%s” %s labels; they should be as many."
                        .formatted(
                                images.file().path(),
                                images.count(),
                                labels.file().path(),
                                labels.count()));
            }
            first = first == null ? images : first;
            if (images.dimensions()[1] != first.dimensions()[1] || images.dimensions()[2] != first.dimensions()[2]) {
                throw new RefusedException("“%s” holds images of %s×%s, but “%s” of %s×%s; they should be of one size."
                        .formatted(
                                first.file().path(),
                                first.dimensions()[1],
                                first.dimensions()[2],
                                images.file().path(),
                                images.dimensions()[1],
                                images.dimensions()[2]));
            }
            int bytes = images.dimensions()[1] * images.dimensions()[2];
            files.add(new RecordFile(images.file(), images.header(), images.count(), bytes, 0));
            labelFiles.add(labels);
        }
        int[] labels = labelFiles.stream()
                .flatMapToInt(file -> {
                    byte[] values = file.values();
                    return IntStream.range(0, values.length).map(i -> values[i] & 0xFF);
                })
                .toArray();
        String name = FolderNames.of(folder, TECHNICAL) + (several ? "-" + names.title() : "");
        int[] occurring = Arrays.stream(labels).sorted().distinct().toArray();
        int[] classOf = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(occurring, label))
                .toArray();
        ImageShape shape = new ImageShape(1, first.dimensions()[1], first.dimensions()[2]);
        DatasetInfo info = new DatasetInfo(
                name,
                "%s: gray images of %s×%s".formatted(name, shape.height(), shape.width()),
                "IDX",
                Half.protocol(split),
                labels.length,
                shape,
                ClassNames.of(occurring, name.equalsIgnoreCase("FashionMNIST") ? FASHION : List.of()),
                true);
        return new RawImages(info, classOf::clone, files, RawImages.PlaneOrder.ROWS, scaler);
    }
}

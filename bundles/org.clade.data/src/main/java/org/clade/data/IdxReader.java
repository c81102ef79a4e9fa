package org.clade.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.clade.data.file.ClassNames;
import org.clade.data.file.DataFile;
import org.clade.data.file.Half;
import org.clade.data.file.OfficialFiles;
import org.clade.data.file.RawImages;
import org.clade.data.file.RecordFile;
import org.clade.data.folder.FolderNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads MNIST and similar sets: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same two with
 * {@code t10k}, each with or without {@code .gz}, in the folder itself or in {@code raw} below it; also the sets of EMNIST,
 * {@code emnist-letters-train-images-idx3-ubyte}, whose images are turned upright, and QMNIST, whose labels are rows of numbers.
 * Classes are the labels that occur, called by their numbers, or by their characters if EMNIST's mapping is there.
 */
@Component
@ProvidesReader(
        id = "idx",
        summary = "MNIST/raw, FashionMNIST/raw, EMNIST, QMNIST or any folder with the four IDX files, .gz or not")
public final class IdxReader implements DatasetReader {

    private static final Map<Integer, String> FASHION = Map.of(
            0,
            "T-shirt/top",
            1,
            "Trouser",
            2,
            "Pullover",
            3,
            "Dress",
            4,
            "Coat",
            5,
            "Sandal",
            6,
            "Shirt",
            7,
            "Sneaker",
            8,
            "Bag",
            9,
            "Ankle boot");
    private static final List<OfficialFiles> OFFICIAL = List.of(OfficialFiles.MNIST, OfficialFiles.FASHION_MNIST);

    static final Option<String> SET =
            Option.string("set", "", "Which set, if a folder holds several, such as letters of EMNIST.");
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
            IdxFile labels = IdxFile.labels(names.labels(root, half));
            if (images.count() != labels.count()) {
                throw new RefusedException("“%s” holds %s images, but “%s” %s labels; the numbers should be equal."
                        .formatted(images.file(), images.count(), labels.file(), labels.count()));
            }
            first = first == null ? images : first;
            if (images.dimensions()[1] != first.dimensions()[1] || images.dimensions()[2] != first.dimensions()[2]) {
                throw new RefusedException("“%s” holds images of %s×%s, but “%s” of %s×%s; all should have one size."
                        .formatted(
                                first.file(),
                                first.dimensions()[1],
                                first.dimensions()[2],
                                images.file(),
                                images.dimensions()[1],
                                images.dimensions()[2]));
            }
            int bytes = images.dimensions()[1] * images.dimensions()[2];
            files.add(new RecordFile(images.file(), images.header(), images.count(), bytes, 0));
            labelFiles.add(labels);
        }
        int[] labels = labelFiles.stream()
                .flatMapToInt(file -> IntStream.of(file.firstValues()))
                .toArray();
        String name = FolderNames.of(folder, TECHNICAL) + (several ? "-" + names.title() : "");
        int[] occurring = Arrays.stream(labels).sorted().distinct().toArray();
        int[] classOf = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(occurring, label))
                .toArray();
        ImageShape shape = names.byColumns()
                ? new ImageShape(1, first.dimensions()[2], first.dimensions()[1])
                : new ImageShape(1, first.dimensions()[1], first.dimensions()[2]);
        DatasetInfo info = new DatasetInfo(
                name,
                "%s: gray images of %s×%s".formatted(name, shape.height(), shape.width()),
                "IDX",
                Half.protocol(split),
                labels.length,
                shape,
                ClassNames.of(occurring, OfficialFiles.FASHION_MNIST.isCalled(name) ? FASHION : names.characters(root)),
                true);
        RawImages.PixelOrder order = names.byColumns() ? RawImages.PixelOrder.COLUMNS : RawImages.PixelOrder.ROWS;
        List<DataFile> all = Stream.concat(
                        files.stream().map(RecordFile::file),
                        labelFiles.stream().map(IdxFile::file))
                .toList();
        return new RawImages(info, classOf::clone, files, order, scaler)
                .withChecksums(OfficialFiles.compare(name, all, OFFICIAL));
    }
}

package org.clade.data.numpy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.file.ClassNames;
import org.clade.data.file.DataFile;
import org.clade.data.file.RawImages;
import org.clade.data.file.RecordFile;
import org.clade.data.folder.FolderNames;
import org.clade.data.folder.ImageFileList;
import org.clade.tensor.numpy.NpyArray;
import org.clade.tensor.numpy.NpzFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads NumPy archives of images: those of MedMNIST ({@code train_images}, {@code train_labels}, the same with {@code val} and
 * {@code test}), of Keras ({@code x_train}, {@code y_train}, {@code x_test}, {@code y_test}), or one part alone ({@code images},
 * {@code labels}). Images are unsigned bytes, N×H×W, N×H×W×C or N×C×H×W with one or three channels; labels are whole numbers.
 * Test means val and test. Classes are the labels that occur.
 */
@Component(property = "service.ranking:Integer=-200")
@ProvidesReader(id = "npz", summary = "a .npz file of NumPy with images and labels, as from MedMNIST and Keras")
public final class NpzReader implements DatasetReader {

    private static final String ENDING = ".npz";
    private static final String ARRAY = ".npy";

    private static final List<PartNames> KNOWN = List.of(
            new PartNames("train", "train_images", "train_labels"),
            new PartNames("val", "val_images", "val_labels"),
            new PartNames("test", "test_images", "test_labels"),
            new PartNames("train", "x_train", "y_train"),
            new PartNames("test", "x_test", "y_test"),
            new PartNames("all", "images", "labels"),
            new PartNames("all", "x", "y"),
            new PartNames("all", "X", "y"));

    private final ImageScaler scaler;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public NpzReader(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    /** The names of a part's arrays. */
    private record PartNames(String part, String images, String labels) {

        boolean belongs(Split split) {
            return split == Split.ALL || part.equals("train") == (split == Split.TRAIN) && !part.equals("all");
        }
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        List<Path> archives;
        try (Stream<Path> files = Files.list(folder)) {
            archives = files.filter(NpzReader::isArchive).sorted().toList();
        } catch (IOException e) {
            throw ImageFileList.unlisted(folder, e);
        }
        if (archives.size() > 1) {
            throw new RefusedException("“%s” holds several NumPy archives (%s); name one of them, as in “%s”."
                    .formatted(
                            folder,
                            archives.stream().map(FolderNames::last).collect(Collectors.joining(", ")),
                            archives.get(0)));
        }
        return archives.isEmpty() ? Optional.empty() : openFile(archives.get(0), split, settings);
    }

    private static boolean isArchive(Path file) {
        return Files.isRegularFile(file)
                && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    @Override
    public Optional<Dataset> openFile(Path file, Split split, Settings settings) {
        if (!isArchive(file)) {
            return Optional.empty();
        }
        Set<String> members = members(file);
        List<PartNames> parts =
                KNOWN.stream().filter(part -> members.contains(part.images())).toList();
        if (parts.isEmpty()) {
            throw new RefusedException(
                    "“%s” holds the arrays %s; images are read from train_images, x_train or images: name them so with numpy.savez."
                            .formatted(file, String.join(", ", members)));
        }
        List<PartNames> wanted =
                parts.stream().filter(part -> part.belongs(split)).toList();
        if (wanted.isEmpty()) {
            throw new RefusedException("“%s” has no split %s, only %s; leave the split out."
                    .formatted(
                            file,
                            split.name().toLowerCase(Locale.ROOT),
                            parts.stream().map(PartNames::part).collect(Collectors.joining(" and "))));
        }
        return Optional.of(open(file, members, wanted));
    }

    private static Set<String> members(Path file) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(ARRAY))
                    .map(name -> name.substring(0, name.length() - ARRAY.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw DataFile.in(file, "").unreadable(e);
        }
    }

    private static NpyArray array(Path file, String name) {
        try {
            NpyArray array = new NpzFile(file).open(name);
            if (array.shape().isEmpty() || array.shape().contains(0L)) {
                throw new RefusedException("“%s” has the shape %s; at least one image or label is expected."
                        .formatted(array.name(), array.shapeText()));
            }
            return array;
        } catch (IOException e) {
            throw DataFile.in(file, name + ARRAY).unreadable(e);
        }
    }

    /** {@return whether each entry is one whole number or truth value} */
    private static boolean areClasses(NpyArray array) {
        return array.type().isWhole() && array.columns() == 1;
    }

    private static int[] numbers(Path file, NpyArray labels) {
        try {
            return LongStream.of(labels.longs()).mapToInt(Math::toIntExact).toArray();
        } catch (IOException e) {
            throw DataFile.at(file).unreadable(e);
        }
    }

    private Dataset open(Path file, Set<String> members, List<PartNames> parts) {
        List<RecordFile> files = new ArrayList<>();
        List<NpyArray> labels = new ArrayList<>();
        ImageArray first = null;
        for (PartNames part : parts) {
            ImageArray images = ImageArray.of(DataFile.in(file, part.images() + ARRAY), array(file, part.images()));
            first = first == null ? images : first;
            if (!images.shape().equals(first.shape()) || images.order() != first.order()) {
                throw new RefusedException("“%s” holds images of %s, but “%s” of %s; all should have one size."
                        .formatted(
                                first.array().name(),
                                first.shape(),
                                images.array().name(),
                                images.shape()));
            }
            files.add(images.records());
            if (members.contains(part.labels())) {
                NpyArray array = array(file, part.labels());
                if (array.rows() != images.array().rows()) {
                    throw new RefusedException("“%s” holds %s images, but “%s” %s labels; the numbers should be equal."
                            .formatted(images.array().name(), images.array().rows(), array.name(), array.rows()));
                }
                labels.add(array);
            }
        }
        boolean labeled = labels.size() == parts.size() && labels.stream().allMatch(NpzReader::areClasses);
        int[] numbers = labeled
                ? labels.stream()
                        .flatMapToInt(array -> IntStream.of(numbers(file, array)))
                        .toArray()
                : new int[0];
        int[] occurring = Arrays.stream(numbers).sorted().distinct().toArray();
        int[] classOf = Arrays.stream(numbers)
                .map(number -> Arrays.binarySearch(occurring, number))
                .toArray();
        String name = FolderNames.last(file);
        String set = name.substring(0, name.length() - ENDING.length());
        DatasetInfo info = new DatasetInfo(
                set,
                "%s: %s images of %s×%s%s"
                        .formatted(
                                set,
                                first.shape().channels() == 1 ? "gray" : "color",
                                first.shape().height(),
                                first.shape().width(),
                                labeled || labels.isEmpty()
                                        ? ""
                                        : ", with labels of the shape %s, which are no classes"
                                                .formatted(labels.get(0).shapeText())),
                "NumPy",
                parts.stream().map(PartNames::part).collect(Collectors.joining("+")),
                files.stream().mapToInt(RecordFile::records).sum(),
                first.shape(),
                ClassNames.of(occurring, Map.of()),
                labeled);
        return new RawImages(info, classOf::clone, files, first.order(), scaler);
    }

    /** An array that holds images. */
    private record ImageArray(DataFile file, NpyArray array, ImageShape shape, RawImages.PixelOrder order) {

        private static final Set<Integer> CHANNELS = Set.of(1, 3);

        static ImageArray of(DataFile file, NpyArray array) {
            if (!array.type().toString().equals("u1")) {
                throw new RefusedException(
                        "“%s” holds values of the type %s, but images must be uint8; write them again as (255 * x).astype('uint8') if they go from 0 to 1."
                                .formatted(array.name(), array.type()));
            }
            if (array.columnsFirst()) {
                throw new RefusedException(
                        "“%s” is stored in Fortran order; write it again after numpy.ascontiguousarray."
                                .formatted(array.name()));
            }
            int[] of = array.shape().stream().mapToInt(Math::toIntExact).toArray();
            if (of.length == 3) {
                return new ImageArray(file, array, new ImageShape(1, of[1], of[2]), RawImages.PixelOrder.ROWS);
            }
            if (of.length == 4 && CHANNELS.contains(of[3])) {
                return new ImageArray(
                        file, array, new ImageShape(of[3], of[1], of[2]), RawImages.PixelOrder.INTERLEAVED);
            }
            if (of.length == 4 && CHANNELS.contains(of[1])) {
                return new ImageArray(file, array, new ImageShape(of[1], of[2], of[3]), RawImages.PixelOrder.ROWS);
            }
            throw new RefusedException(
                    "“%s” has the shape %s; images must be (N, H, W), (N, H, W, C) or (N, C, H, W) with 1 or 3 channels."
                            .formatted(array.name(), array.shapeText()));
        }

        RecordFile records() {
            return new RecordFile(file, array.start(), Math.toIntExact(array.rows()), shape.bytes(), 0);
        }
    }
}

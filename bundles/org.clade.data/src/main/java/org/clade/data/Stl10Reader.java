package org.clade.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
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
 * Reads the binary version of STL-10: {@code train_X.bin}, {@code train_y.bin}, {@code test_X.bin}, {@code test_y.bin}.
 * An image is 96×96 in red, green and blue planes, each column after column; labels go from 1 to 10. It does not read
 * the 100,000 images without labels, because no method uses them.
 *
 * <p>Sizes are checked on opening; the MD5 of a file is compared with the official one whenever it is read.
 */
@Component
@ProvidesReader(
        id = "stl10",
        summary = "stl10_binary: the 13,000 labeled images of STL-10, checked against the official MD5")
public final class Stl10Reader implements DatasetReader {

    private static final int CLASSES = 10;

    private final ImageScaler scaler;
    private final ImageShape shape;
    private final int train;
    private final int test;
    private final OfficialFiles official;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public Stl10Reader(@Reference ImageScaler scaler) {
        this(scaler, new ImageShape(3, 96, 96), 5000, 8000, OfficialFiles.STL_10);
    }

    /** A reader for files of another size, with other checksums or none, for tests. */
    Stl10Reader(ImageScaler scaler, ImageShape shape, int train, int test, OfficialFiles official) {
        this.scaler = scaler;
        this.shape = shape;
        this.train = train;
        this.test = test;
        this.official = official;
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        if (!Files.exists(folder.resolve("train_X.bin")) && !Files.exists(folder.resolve("test_X.bin"))) {
            return Optional.empty();
        }
        List<RecordFile> images = new ArrayList<>();
        List<RecordFile> labels = new ArrayList<>();
        for (Half half : Half.of(split)) {
            int count = half == Half.TRAIN ? train : test;
            images.add(new RecordFile(file(folder, half, "X"), 0, count, shape.bytes(), 0)
                    .requireSize("%s images of %s".formatted(count, shape)));
            labels.add(new RecordFile(file(folder, half, "y"), 0, count, 1, 1).requireSize(count + " labels"));
        }
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                "STL-10: ten classes, 96×96 color",
                "STL-10 binary",
                Half.protocol(split),
                images.stream().mapToInt(RecordFile::records).sum(),
                shape,
                ClassNames.read(folder.resolve("class_names.txt"), CLASSES),
                true);
        List<DataFile> files = Stream.concat(images.stream(), labels.stream())
                .map(RecordFile::file)
                .toList();
        return Optional.of(new RawImages(
                        info,
                        () -> RecordFile.labels(labels, 0, 1, CLASSES),
                        images,
                        RawImages.PixelOrder.COLUMNS,
                        scaler)
                .withChecksums(OfficialFiles.compare(info.name(), files, List.of(official))));
    }

    private DataFile file(Path folder, Half half, String part) {
        String name = half.word() + "_" + part + ".bin";
        return DataFile.require(folder, name, half).withMd5(official.md5(name).orElse(null));
    }
}

package org.clade.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.data.file.ClassNames;
import org.clade.data.file.DataFile;
import org.clade.data.file.Half;
import org.clade.data.file.OfficialFiles;
import org.clade.data.file.RawImages;
import org.clade.data.file.RecordFile;
import org.clade.data.folder.FolderNames;

/**
 * A folder in the binary version of CIFAR: records of one or two label bytes and 3072 bytes of red, green and blue
 * planes of 32×32.
 *
 * @param title its title
 * @param train the files of the train half
 * @param test the files of the test half
 * @param perFile images in each train file
 * @param perTestFile images in each test file
 * @param labelBytes label bytes before each image
 * @param labelAt the index of the label byte for the class
 * @param names the file of the classes' names
 * @param classes how many classes
 */
record CifarFolder(
        String title,
        List<String> train,
        List<String> test,
        int perFile,
        int perTestFile,
        int labelBytes,
        int labelAt,
        String names,
        int classes) {

    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);

    Dataset open(Path folder, Split split, ImageScaler scaler) {
        List<RecordFile> files = new ArrayList<>();
        for (Half half : Half.of(split)) {
            int count = half == Half.TRAIN ? perFile : perTestFile;
            for (String name : half == Half.TRAIN ? train : test) {
                DataFile file = DataFile.require(folder, name, half);
                files.add(new RecordFile(file, 0, count, labelBytes + SHAPE.bytes(), labelBytes)
                        .requireSize("%s images of %s bytes".formatted(count, labelBytes + SHAPE.bytes())));
            }
        }
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                title,
                "CIFAR binary",
                Half.protocol(split),
                files.stream().mapToInt(RecordFile::records).sum(),
                SHAPE,
                ClassNames.read(folder.resolve(names), classes),
                true);
        Supplier<int[]> labels = () -> RecordFile.labels(files, labelAt, 0, classes);
        return new RawImages(info, labels, files, RawImages.PixelOrder.ROWS, scaler)
                .withChecksums(OfficialFiles.compare(
                        info.name(), files.stream().map(RecordFile::file).toList(), List.of(OfficialFiles.CIFAR_10)));
    }
}

package org.clade.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.clade.data.file.Half;
import org.clade.data.folder.FolderNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads USPS as LIBSVM distributes it: the text files {@code usps} (7,291 train images) and {@code usps.t} (2,007 test images),
 * unpacked or packed with gzip. A line is a label from 1 to 10 and 256 values from -1 to 1, {@code 1:-1 2:-0.813 …}; the digit is the
 * label less 1, and a value becomes the level {@code (v + 1) / 2 · 255}, cut to a whole number as torchvision does.
 */
@Component
@ProvidesReader(id = "usps", summary = "usps and usps.t: USPS in LIBSVM's text form, 16×16 gray")
public final class UspsReader implements DatasetReader {

    private static final ImageShape SHAPE = new ImageShape(1, 16, 16);
    private static final int CLASSES = 10;

    private final ImageScaler scaler;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public UspsReader(@Reference ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        if (DataFile.find(folder, name(Half.TRAIN), name(Half.TEST)).isEmpty()) {
            for (Half half : Half.values()) {
                Path packed = folder.resolve(name(half) + ".bz2");
                if (Files.isRegularFile(packed)) {
                    throw new RefusedException(
                            "“%s” is packed with bzip2, which is not read; unpack it with bunzip2.".formatted(packed));
                }
            }
            return Optional.empty();
        }
        List<byte[]> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Half half : Half.of(split)) {
            read(DataFile.require(folder, name(half), half), images, labels);
        }
        DatasetInfo info = new DatasetInfo(
                FolderNames.of(folder),
                "USPS: ten digits, 16×16 gray",
                "LIBSVM",
                Half.protocol(split),
                images.size(),
                SHAPE,
                ClassNames.numbers(CLASSES),
                true);
        int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
        return Optional.of(new IndexedImages(info, classes::clone, images::get, scaler));
    }

    private static String name(Half half) {
        return half == Half.TRAIN ? "usps" : "usps.t";
    }

    private static void read(DataFile file, List<byte[]> images, List<Integer> labels) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.ISO_8859_1))) {
            int number = 0;
            for (String line; (line = lines.readLine()) != null; ) {
                number++;
                if (!line.isBlank()) {
                    String[] words = line.strip().split("\\s+");
                    try {
                        labels.add(label(words[0]));
                        images.add(image(words));
                    } catch (IllegalArgumentException e) {
                        throw new RefusedException(
                                "“%s” has at line %s no label from 1 to 10 and values from 1:-1 to 256:1; fetch the file again."
                                        .formatted(file, number),
                                e);
                    }
                }
            }
            if (number == 0) {
                throw new RefusedException("“%s” is empty; fetch the file again.".formatted(file));
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static int label(String word) {
        float label = Float.parseFloat(word);
        if (label != (int) label || label < 1 || label > CLASSES) {
            throw new IllegalArgumentException(word);
        }
        return (int) label - 1;
    }

    /** A value that is not written is 0, as in every file of LIBSVM. */
    private static byte[] image(String[] words) {
        byte[] image = new byte[SHAPE.bytes()];
        Arrays.fill(image, level(0));
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            int at = Integer.parseInt(words[i], 0, Math.max(colon, 0), 10);
            float value = Float.parseFloat(words[i].substring(colon + 1));
            if (at < 1 || at > image.length || !(value >= -1 && value <= 1)) {
                throw new IllegalArgumentException(words[i]);
            }
            image[at - 1] = level(value);
        }
        return image;
    }

    private static byte level(float value) {
        return (byte) (int) ((value + 1) / 2 * 255);
    }
}

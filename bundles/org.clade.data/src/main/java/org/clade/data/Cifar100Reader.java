package org.clade.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.data.folder.FolderNames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the binary version of CIFAR-100: {@code train.bin} and {@code test.bin} with the coarse label in the first byte
 * of a record and the fine one in the second. The papers cluster the 20 superclasses, so these are the labels unless
 * {@code fine=on}.
 */
@Component
@ProvidesReader(
        id = "cifar100",
        summary = "cifar-100-binary: CIFAR-100 with its 20 superclasses, or with fine=on its 100 classes")
public final class Cifar100Reader implements DatasetReader {

    static final Option<Boolean> FINE =
            Option.bool("fine", false, "Whether labels are the 100 classes and not the 20 superclasses.");

    private final ImageScaler scaler;
    private final int train;
    private final int test;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public Cifar100Reader(@Reference ImageScaler scaler) {
        this(scaler, 50_000, 10_000);
    }

    /** A reader for files with other numbers of images, for tests. */
    Cifar100Reader(ImageScaler scaler, int train, int test) {
        this.scaler = scaler;
        this.train = train;
        this.test = test;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FINE);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        // train.bin alone is not specific enough.
        boolean named = FolderNames.of(folder).equals("cifar-100-binary")
                || Files.exists(folder.resolve("coarse_label_names.txt"))
                || Files.exists(folder.resolve("fine_label_names.txt"));
        if (!named || !Files.exists(folder.resolve("train.bin")) && !Files.exists(folder.resolve("test.bin"))) {
            return Optional.empty();
        }
        boolean fine = settings.get(FINE);
        return Optional.of(new CifarFolder(
                        fine ? "CIFAR-100: 100 classes, 32×32 color" : "CIFAR-100-20: 20 superclasses, 32×32 color",
                        List.of("train.bin"),
                        List.of("test.bin"),
                        train,
                        test,
                        2,
                        fine ? 1 : 0,
                        fine ? "fine_label_names.txt" : "coarse_label_names.txt",
                        fine ? 100 : 20)
                .open(folder, split, scaler));
    }
}

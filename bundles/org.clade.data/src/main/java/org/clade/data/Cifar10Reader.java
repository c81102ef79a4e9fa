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
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the binary version of CIFAR-10: {@code data_batch_1.bin} to {@code data_batch_5.bin}, {@code test_batch.bin}. */
@Component
@ProvidesReader(id = "cifar10", summary = "cifar-10-batches-bin: CIFAR-10 in the official binary version")
public final class Cifar10Reader implements DatasetReader {

    private final ImageScaler scaler;
    private final CifarFolder layout;

    /**
     * The reader.
     *
     * @param scaler resizes images
     */
    @Activate
    public Cifar10Reader(@Reference ImageScaler scaler) {
        this(scaler, 10_000);
    }

    /** A reader for files with another number of images, for tests. */
    Cifar10Reader(ImageScaler scaler, int perFile) {
        this.scaler = scaler;
        this.layout = new CifarFolder(
                "CIFAR-10: ten classes, 32×32 color",
                List.of(
                        "data_batch_1.bin",
                        "data_batch_2.bin",
                        "data_batch_3.bin",
                        "data_batch_4.bin",
                        "data_batch_5.bin"),
                List.of("test_batch.bin"),
                perFile,
                perFile,
                1,
                0,
                "batches.meta.txt",
                10);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        return Files.exists(folder.resolve("data_batch_1.bin")) || Files.exists(folder.resolve("test_batch.bin"))
                ? Optional.of(layout.open(folder, split, scaler))
                : Optional.empty();
    }
}

package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.DatasetSource;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.clade.data.numpy.NpzReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

    @TempDir
    Path home;

    private Datasets datasets;

    @BeforeEach
    void start() throws IOException {
        datasets = new Datasets(Optional.of(home));
        datasets.addReader(new AnyFolder(), Map.of("clade.id", "any", "service.ranking", -100));
        datasets.addReader(new IdxReader(new AreaScaler()), Map.of("clade.id", "idx"));
        DatasetSource source = () -> new Named("tiny", "test");
        datasets.addSource(source, Map.of("clade.id", "tiny"));
        new IdxFolder(home.resolve("MNIST/raw")).half("train", 5, 2, 2).half("t10k", 3, 2, 2);
        new IdxFolder(home.resolve("half")).half("t10k", 3, 2, 2);
        new IdxFolder(home.resolve("broken")).half("train", 5, 2, 2).write("train-labels-idx1-ubyte", new byte[3]);
        Files.createDirectory(home.resolve("other"));
        Files.createDirectory(home.resolve(".hidden"));
        Files.writeString(home.resolve("archive.tar"), "packed");
    }

    @Test
    void findsEmbeddedSetsByName() {
        assertEquals("tiny", datasets.open("tiny", Split.ALL).info().name());
        assertEquals("tiny", datasets.open("tiny", Split.TEST).info().name());
        assertRefused(() -> datasets.open("tiny", Split.TRAIN), "tiny", "test", "train");
    }

    @Test
    void findsFoldersByPathAndByName() {
        assertEquals(8, datasets.open("MNIST", Split.ALL).info().images());
        assertEquals(
                8,
                datasets.open(home.resolve("MNIST/raw").toString(), Split.ALL)
                        .info()
                        .images());
    }

    @Test
    void readersOfOneLayoutComeBeforeReadersOfAny() {
        assertEquals("IDX", datasets.open("MNIST", Split.ALL).info().layout());
        assertEquals("any coarse", datasets.open("other", Split.ALL).info().layout());
    }

    @Test
    void aSetWhoseLabelsStayIsNotTakenWithoutLabels() {
        assertRefused(() -> datasets.open("MNIST/raw(labels=none)", Split.ALL), "holds no images");
        assertEquals(
                8, datasets.open("MNIST/raw(labels=folders)", Split.ALL).info().images());
    }

    @Test
    void bracketsCarryTheReadersOptions() {
        assertEquals(
                "any fine", datasets.open("other(fine=on)", Split.ALL).info().layout());
        assertEquals("any fine", datasets.open("other(on)", Split.ALL).info().layout());
        assertRefused(() -> datasets.open("other(fime=on)", Split.ALL), "option of any", "fime", "fine");
        assertRefused(() -> datasets.open("MNIST(fine=on)", Split.ALL), "option of idx", "fine", "set");
    }

    @Test
    void aTildeThatAShellLeftInQuotesIsTheHomeFolder() {
        String before = System.setProperty("user.home", home.toString());
        try {
            assertEquals(
                    "any fine",
                    datasets.open("~/other(fine=on)", Split.ALL).info().layout());
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void unknownNamesAnswerWithTheNearest() {
        assertRefused(() -> datasets.open("MNISt", Split.ALL), "“MNISt”", "Did you mean MNIST?");
        assertRefused(() -> datasets.open("tinny", Split.ALL), "Did you mean tiny?");
        assertRefused(() -> datasets.open("nothing(like=this)", Split.ALL), "nothing(like=this)", "known are");
    }

    @Test
    void filesAreNoFolders() {
        assertRefused(() -> datasets.open("archive.tar", Split.ALL), "archive.tar", "is a file", "unpack");
    }

    @Test
    void foldersThatNoReaderKnowsAreRefused() throws IOException {
        Datasets few = new Datasets(Optional.of(home));
        few.addReader(new IdxReader(new AreaScaler()), Map.of("clade.id", "idx"));
        assertRefused(() -> few.open("other", Split.ALL), "other", "is empty");
        Files.writeString(home.resolve("other/a.txt"), "text");
        assertRefused(() -> few.open("other", Split.ALL), "other", "1 .txt", ".jpg", "the readers idx");
    }

    @Test
    void theOneSetBelowARootIsOpened() throws IOException {
        Path root = home.resolve("root");
        new IdxFolder(root.resolve("torch/MNIST/raw")).half("train", 5, 2, 2).half("t10k", 3, 2, 2);
        Datasets few = new Datasets(Optional.of(home));
        few.addReader(new IdxReader(new AreaScaler()), Map.of("clade.id", "idx"));
        for (String path : List.of("root", "root/torch", "root/torch/MNIST", "root/torch/MNIST/raw")) {
            assertEquals("MNIST", few.open(path, Split.ALL).info().name(), path);
        }
        new IdxFolder(root.resolve("torch/KMNIST/raw")).half("train", 5, 2, 2).half("t10k", 3, 2, 2);
        assertRefused(() -> few.open("root", Split.ALL), "several sets", "KMNIST", "MNIST");
    }

    @Test
    void otherVersionsOfKnownSetsAreNamed() throws IOException {
        Datasets few = new Datasets(Optional.of(home));
        few.addReader(new ImageFolderReader(ImageReading.uncached(TestImages.decoder())), Map.of("clade.id", "folder"));
        write("py/cifar-10-batches-py", "data_batch_1", "batches.meta", "readme.html");
        write("py100/cifar-100-python", "meta", "train", "test");
        write("mat/cifar-10-batches-mat", "data_batch_1.mat", "batches.meta.mat");
        write("npz", "mnist.npz");
        write("npy", "a.npy", "b.npy");
        write("SVHN", "train_32x32.mat", "test_32x32.mat");
        write("h5", "usps.h5");
        write("packed", "a.tar.gz");
        write("phone", "a.heic", "b.heic", "c.txt");
        assertRefused(
                () -> few.open("py/cifar-10-batches-py", Split.ALL),
                "Python version of CIFAR-10",
                "cifar-10-binary.tar.gz");
        assertRefused(() -> few.open("py", Split.ALL), "Python version of CIFAR-10");
        assertRefused(() -> few.open("py100", Split.TEST), "Python version of CIFAR-100", "cifar-100-binary");
        assertRefused(() -> few.open("mat", Split.ALL), "MATLAB version of CIFAR-10");
        few.addReader(new NpzReader(new AreaScaler()), Map.of("clade.id", "npz", "service.ranking", -200));
        assertRefused(() -> few.open("npz", Split.ALL), "mnist.npz", "not a zip archive");
        assertRefused(() -> few.open("npz/mnist.npz", Split.ALL), "mnist.npz” cannot be read", "not a zip archive");
        assertRefused(() -> few.open("npy", Split.ALL), "NumPy", "2 .npy", "numpy.savez");
        assertRefused(() -> few.open("npy/a.npy", Split.ALL), "NumPy", "numpy.savez");
        assertRefused(() -> few.open("SVHN", Split.ALL), "SVHN", "scipy.io.loadmat", "m[\"y\"] % 10", "svhn.npz");
        assertRefused(() -> few.open("SVHN/train_32x32.mat", Split.ALL), "MATLAB", "scipy.io.loadmat", "numpy.savez");
        assertRefused(() -> few.open("h5", Split.ALL), "HDF5", "1 .h5", "h5py", "numpy.savez");
        assertRefused(() -> few.open("h5/usps.h5", Split.ALL), "HDF5", "h5py");
        assertRefused(() -> few.open("packed", Split.ALL), "archives", "unpack");
        assertRefused(() -> few.open("phone", Split.ALL), "2 .heic, 1 .txt", ".jpg");
        assertRefused(() -> few.open("other", Split.ALL), "is empty");
    }

    @Test
    void skippingDamagedFilesIsNoOptionThatPackedSetsNeed() {
        assertEquals(
                8, datasets.open("MNIST(skip_damaged=on)", Split.ALL).info().images());
        assertEquals(
                "tiny", datasets.open("tiny(skip_damaged=on)", Split.ALL).info().name());
    }

    @Test
    void imagesAreDrawnFromAnySet() {
        assertEquals(
                "train+test, 3 samples, seed 2",
                datasets.open("MNIST(samples=3, seed=2)", Split.ALL).info().protocol());
        assertEquals(
                2,
                datasets.open("MNIST(classes=2)", Split.TRAIN).info().classes().size());
        assertEquals(
                "test, 1 samples, seed 1",
                datasets.open("tiny(samples=1)", Split.ALL).info().protocol());
        assertEquals(
                "any fine",
                datasets.open("other(fine=on, samples=1)", Split.ALL).info().layout());
        assertRefused(() -> datasets.open("tiny(retain=0.1)", Split.ALL), "tiny", "no labels");
        assertRefused(() -> datasets.open("MNIST(sample=1)", Split.ALL), "sample");
        datasets.addSource(new NoiseSource(new AreaScaler()), Map.of("clade.id", "noise"));
        assertEquals(
                3,
                datasets.open("noise(images=60, classes=3)", Split.ALL)
                        .info()
                        .classes()
                        .size());
        assertEquals(
                "all, 5 samples, seed 1",
                datasets.open("noise(images=60, samples=5)", Split.ALL).info().protocol());
    }

    private void write(String below, String... names) throws IOException {
        Files.createDirectories(home.resolve(below));
        for (String name : names) {
            Files.writeString(home.resolve(below).resolve(name), "x");
        }
    }

    @Test
    void withoutAHomeOnlyPathsAndEmbeddedSetsAreFound() {
        Datasets homeless = new Datasets(Optional.empty());
        assertRefused(() -> homeless.open("MNIST", Split.ALL), "MNIST", "there is none");
        assertEquals(List.of(), homeless.list());
    }

    @Test
    void listsWhatCanBeNamed() {
        assertEquals(
                List.of("tiny test", "MNIST train+test", "half test", "other all"),
                datasets.list().stream()
                        .map(info -> info.name() + " " + info.protocol())
                        .toList());
    }

    @Test
    void goneIsGone() {
        DatasetSource source = () -> new Named("late", "all");
        datasets.addSource(source, Map.of("clade.id", "late"));
        assertEquals("late", datasets.open("late", Split.ALL).info().name());
        datasets.removeSource(source);
        assertRefused(() -> datasets.open("late", Split.ALL), "late");
    }

    /** Accepts every folder but broken and half ones, and has an option. */
    private static final class AnyFolder implements DatasetReader {
        private static final Option<Boolean> FINE = Option.bool("fine", false, "Whether labels are fine.");

        @Override
        public List<Option<?>> options() {
            return List.of(FINE);
        }

        @Override
        public Optional<Dataset> open(Path folder, Split split, Settings settings) {
            return Optional.of(
                    new Named(folder.getFileName().toString(), "all", settings.get(FINE) ? "any fine" : "any coarse"));
        }
    }

    private record Named(DatasetInfo info) implements Dataset {
        Named(String name, String protocol) {
            this(name, protocol, "none");
        }

        Named(String name, String protocol, String layout) {
            this(new DatasetInfo(name, name, layout, protocol, 1, new ImageShape(1, 1, 1), List.of(), false));
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return "0";
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            return ByteBuffer.allocateDirect(1);
        }
    }
}

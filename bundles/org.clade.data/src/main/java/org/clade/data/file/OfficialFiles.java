package org.clade.data.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.data.FileChecksum;

/**
 * The sizes and MD5s of the unpacked files of a published set, so that the packing does not matter.
 *
 * @param set the name of the set
 * @param folder the name of the folder that it unpacks to
 * @param files size and MD5 by the files' names
 */
public record OfficialFiles(String set, String folder, Map<String, Content> files) {

    private static final long MNIST_TRAIN = 47_040_016;
    private static final long MNIST_TRAIN_LABELS = 60_008;
    private static final long MNIST_TEST = 7_840_016;
    private static final long MNIST_TEST_LABELS = 10_008;
    private static final long CIFAR_BATCH = 30_730_000;

    /**
     * The content of a file.
     *
     * @param bytes how many bytes
     * @param md5 their MD5 in hexadecimal digits
     */
    public record Content(long bytes, String md5) {}

    /**
     * MNIST by Y. LeCun, C. Cortes and C. Burges. The four files of yann.lecun.com, unpacked; the packed ones have the MD5
     * f68b3c2dcbeaaa9fbdd348bbdeb94873 and so on, which torchvision names.
     */
    public static final OfficialFiles MNIST = new OfficialFiles(
            "MNIST",
            "MNIST",
            Map.of(
                    "train-images-idx3-ubyte",
                    new Content(MNIST_TRAIN, "6bbc9ace898e44ae57da46a324031adb"),
                    "train-labels-idx1-ubyte",
                    new Content(MNIST_TRAIN_LABELS, "a25bea736e30d166cdddb491f175f624"),
                    "t10k-images-idx3-ubyte",
                    new Content(MNIST_TEST, "2646ac647ad5339dbf082846283269ea"),
                    "t10k-labels-idx1-ubyte",
                    new Content(MNIST_TEST_LABELS, "27ae3e4e09519cfbb04c329615203637")));

    /** Fashion-MNIST by Zalando: the four files of its repository, unpacked; those in Debian's dataset-fashion-mnist are the same. */
    public static final OfficialFiles FASHION_MNIST = new OfficialFiles(
            "Fashion-MNIST",
            "FashionMNIST",
            Map.of(
                    "train-images-idx3-ubyte",
                    new Content(MNIST_TRAIN, "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
                    "train-labels-idx1-ubyte",
                    new Content(MNIST_TRAIN_LABELS, "9018921c3c673c538a1fc5bad174d6f9"),
                    "t10k-images-idx3-ubyte",
                    new Content(MNIST_TEST, "8181f5470baa50b63fa0f6fddb340f0a"),
                    "t10k-labels-idx1-ubyte",
                    new Content(MNIST_TEST_LABELS, "15d484375f8d13e6eb1aabb0c3f46965")));

    /** CIFAR-10 by A. Krizhevsky: what cifar-10-binary.tar.gz (MD5 c32a1d4ab5d03f1284b67883e8d87530) unpacks to. */
    public static final OfficialFiles CIFAR_10 = new OfficialFiles(
            "CIFAR-10",
            "cifar-10-batches-bin",
            Map.of(
                    "data_batch_1.bin", new Content(CIFAR_BATCH, "5dd7e06a14cb22eb9f671a540d1b7c25"),
                    "data_batch_2.bin", new Content(CIFAR_BATCH, "5ea93a67294ea407fff1d09f752e9692"),
                    "data_batch_3.bin", new Content(CIFAR_BATCH, "942cd6a4bcdd0dd3c604fbe906cb4421"),
                    "data_batch_4.bin", new Content(CIFAR_BATCH, "ae636b3ba5c66a11e91e8cb52e771fcb"),
                    "data_batch_5.bin", new Content(CIFAR_BATCH, "53f37980c15c3d472c316c40844f3f0d"),
                    "test_batch.bin", new Content(CIFAR_BATCH, "803d5f7f4d78ea53de84dbe85f74fb6d")));

    /** STL-10 by A. Coates, H. Lee and A. Ng: what stl10_binary.tar.gz unpacks to, with the MD5s that torchvision names. */
    public static final OfficialFiles STL_10 = new OfficialFiles(
            "STL-10",
            "stl10_binary",
            Map.of(
                    "train_X.bin", new Content(138_240_000, "918c2871b30a85fa023e0c44e0bee87f"),
                    "train_y.bin", new Content(5_000, "5a34089d4802c674881badbb80307741"),
                    "test_X.bin", new Content(221_184_000, "7f263ba9f9e0b06b93213547f721ac82"),
                    "test_y.bin", new Content(8_000, "36f9794fa4beb8a2c72628de14fa638e")));

    /** Copies the files. */
    public OfficialFiles {
        files = Map.copyOf(files);
    }

    /** {@return the MD5 of a file's content; empty if the set has no such file} */
    public Optional<String> md5(String name) {
        return Optional.ofNullable(files.get(name)).map(Content::md5);
    }

    /**
     * Compares the files of a folder with those of the set that they seem to be. They seem to be a set whose files have the same
     * names and sizes, and of which at least one is equal or whose name the folder has; other files are a set of the user's own.
     *
     * @param name the name of the folder
     * @param found the files
     * @param sets the possible sets
     * @return a lazy comparison; its result is empty if the files belong to none of the sets
     */
    public static Supplier<List<FileChecksum>> compare(
            String name, Collection<DataFile> found, List<OfficialFiles> sets) {
        List<DataFile> files = List.copyOf(found);
        return () -> {
            List<List<FileChecksum>> compared = new ArrayList<>();
            for (OfficialFiles set : sets) {
                if (files.stream().allMatch(set::sameSize)) {
                    List<FileChecksum> sums = set.compared(files);
                    if (set.isCalled(name)) {
                        return sums;
                    }
                    compared.add(sums);
                }
            }
            return compared.stream()
                    .filter(sums -> sums.stream().anyMatch(FileChecksum::equal))
                    .findFirst()
                    .orElse(List.of());
        };
    }

    private List<FileChecksum> compared(List<DataFile> found) {
        return found.stream()
                .map(file -> new FileChecksum(
                        set, file.toString(), files.get(file.contentName()).md5(), CheckedContent.md5(file)))
                .toList();
    }

    private boolean sameSize(DataFile file) {
        Content content = files.get(file.contentName());
        try {
            return content != null && content.bytes() == file.likelySize();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /** {@return whether a name is that of the set or of its folder, apart from capitals and punctuation} */
    public boolean isCalled(String name) {
        return letters(name).equals(letters(set)) || letters(name).equals(letters(folder));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}

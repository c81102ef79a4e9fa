package org.clade.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.data.folder.FolderNames;
import org.clade.data.folder.Leftovers;
import org.clade.data.folder.OtherFiles;
import org.clade.data.image.ImageFormat;

/** Explains what a folder or file is that no reader accepts, and what to do. */
final class UnknownLayout {

    private static final List<String> ARCHIVES =
            List.of(".zip", ".tar", ".tgz", ".gz", ".xz", ".bz2", ".7z", ".rar", ".zst");

    /** How to write arrays to a supported file. */
    private static final String SAVEZ =
            "write it with numpy.savez(\"set.npz\", images=x, labels=y), x as uint8 of the shape (N, H, W) or (N, H, W, C)";

    private UnknownLayout() {}

    /**
     * The refusal of a folder.
     *
     * @param folder the folder
     * @param readers the ids of the readers
     * @return the exception to throw
     */
    static RefusedException folder(Path folder, List<String> readers) {
        return known(folder).orElseGet(() -> {
            Optional<OtherFiles> others = OtherFiles.in(folder);
            if (others.isEmpty()) {
                return new RefusedException(
                        "The folder “%s” is empty; put images into it, or name another folder.".formatted(folder));
            }
            OtherFiles files = others.get();
            if (files.has(".npy")) {
                return new RefusedException(
                        "“%s” is a folder of NumPy arrays (%s); if the rows of one are features of images, name that file; if they are pixels, %s."
                                .formatted(folder, files, SAVEZ));
            }
            if (files.has(".h5", ".hdf5")) {
                return new RefusedException(
                        "“%s” holds HDF5 files (%s), which Clade does not read; load them with h5py, and %s."
                                .formatted(folder, files, SAVEZ));
            }
            if (ARCHIVES.stream().anyMatch(files::has)) {
                return new RefusedException(
                        "“%s” holds no images, but archives (%s); unpack them and name the resulting folder."
                                .formatted(folder, files));
            }
            return new RefusedException(
                    "“%s” holds no images in a supported format (it holds %s); supported are %s, and the layouts of the readers %s."
                            .formatted(
                                    folder,
                                    files,
                                    String.join(", ", ImageFormat.allEndings()),
                                    String.join(", ", readers)));
        });
    }

    /** {@return the refusal of a file instead of a folder, to throw} */
    static RefusedException file(Path file) {
        String ending = Leftovers.ending(file);
        String what;
        if (ending.equals(".npy")) {
            what = "“%s” is one NumPy array, but Clade reads only archives of them; " + SAVEZ + ".";
        } else if (ending.equals(".h5") || ending.equals(".hdf5")) {
            what = "“%s” is an HDF5 file, which Clade does not read; load it with h5py, and " + SAVEZ + ".";
        } else if (ending.equals(".mat")) {
            what = "“%s” is a MATLAB file, which Clade does not read; load it with scipy.io.loadmat, and " + SAVEZ
                    + ".";
        } else if (ARCHIVES.contains(ending)) {
            what = "“%s” is a file, but image sets are read from folders; unpack it and name the resulting folder.";
        } else if (ImageFormat.named(file).isPresent()) {
            what = "“%s” is a file, but image sets are read from folders; name its folder.";
        } else {
            what = "“%s” is a file, but image sets are read from folders; name its folder, or unpack it first.";
        }
        return new RefusedException(what.formatted(file));
    }

    /** {@return the refusal of a known set in an unsupported version; empty if the folder is no such set} */
    static Optional<RefusedException> known(Path folder) {
        if (holds(folder, "data_batch_1", "test_batch", "batches.meta")) {
            return binary(folder, "Python", "CIFAR-10", "cifar-10-binary.tar.gz", "cifar-10-batches-bin");
        }
        if (holds(folder, "data_batch_1.mat", "test_batch.mat", "batches.meta.mat")) {
            return binary(folder, "MATLAB", "CIFAR-10", "cifar-10-binary.tar.gz", "cifar-10-batches-bin");
        }
        if (holds(folder, "meta") && holds(folder, "train", "test")) {
            return binary(folder, "Python", "CIFAR-100", "cifar-100-binary.tar.gz", "cifar-100-binary");
        }
        if (holds(folder, "meta.mat") && holds(folder, "train.mat", "test.mat")) {
            return binary(folder, "MATLAB", "CIFAR-100", "cifar-100-binary.tar.gz", "cifar-100-binary");
        }
        if (holds(folder, "train.mat", "test.mat") && name(folder).contains("stl10")) {
            return binary(folder, "MATLAB", "STL-10", "stl10_binary.tar.gz", "stl10_binary");
        }
        if (holds(folder, "train_32x32.mat", "test_32x32.mat", "extra_32x32.mat")) {
            return Optional.of(new RefusedException(
                    "“%s” is SVHN in MATLAB's format, which Clade does not read; with m = scipy.io.loadmat(\"train_32x32.mat\"), write it with numpy.savez(\"svhn.npz\", x_train=m[\"X\"].transpose(3, 0, 1, 2), y_train=m[\"y\"] %% 10), and the test images as x_test and y_test."
                            .formatted(folder)));
        }
        return Optional.empty();
    }

    private static Optional<RefusedException> binary(
            Path folder, String version, String set, String archive, String unpacked) {
        return Optional.of(
                new RefusedException("“%s” is the %s version of %s; fetch the binary version, %s, which unpacks to %s."
                        .formatted(folder, version, set, archive, unpacked)));
    }

    private static String name(Path folder) {
        return FolderNames.of(folder).toLowerCase(Locale.ROOT);
    }

    private static boolean holds(Path folder, String... names) {
        return List.of(names).stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }
}

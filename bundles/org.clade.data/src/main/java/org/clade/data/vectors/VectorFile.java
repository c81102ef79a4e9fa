package org.clade.data.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.tensor.numpy.NpyArray;
import org.clade.tensor.numpy.NpzFile;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.TensorInfo;

/**
 * The form of a file of vectors.
 *
 * @param ending the end of its name
 * @param layout its name in descriptions
 */
enum VectorFile {
    /** One array of NumPy. */
    NPY(".npy", "NumPy vectors") {
        @Override
        List<VectorPart> parts(Path file, Request request) throws IOException {
            requireNoArray(file, request);
            return List.of(VectorPart.of(ALL, NpyMatrix.of(NpyArray.open(file), request.type())));
        }
    },
    /** Several arrays of NumPy. */
    NPZ(".npz", "NumPy vectors") {
        @Override
        List<VectorPart> parts(Path file, Request request) throws IOException {
            NpzFile archive = new NpzFile(file);
            List<String> names = archive.names();
            if (!request.array().isEmpty()) {
                String array = require(file, request.array(), names);
                return List.of(VectorPart.of(ALL, NpyMatrix.of(archive.open(array), request.type())));
            }
            List<VectorPart> parts = new ArrayList<>();
            for (ArrayNames known : ArrayNames.KNOWN) {
                if (names.contains(known.vectors()) && Dimensions.ofVectors(shape(archive, known.vectors()))) {
                    VectorPart part =
                            VectorPart.of(known.part(), NpyMatrix.of(archive.open(known.vectors()), request.type()));
                    if (names.contains(known.labels())) {
                        part = part.withLabels(
                                file + "/" + known.labels(), ItemList.entries(archive.open(known.labels()), "labels"));
                    }
                    if (names.contains(known.paths())) {
                        part = part.withPaths(
                                file + "/" + known.paths(), ItemList.entries(archive.open(known.paths()), "paths"));
                    }
                    parts.add(part);
                }
            }
            return parts.isEmpty() ? only(archive, names, request) : parts;
        }

        /** {@return the only array of vectors of an archive; none if images or several arrays are there} */
        private List<VectorPart> only(NpzFile archive, List<String> names, Request request) throws IOException {
            List<String> found = new ArrayList<>();
            for (String name : names) {
                if (Dimensions.ofVectors(shape(archive, name))) {
                    found.add(name);
                }
            }
            boolean others = names.stream().anyMatch(name -> name.endsWith("images"));
            return found.size() != 1 || others
                    ? List.of()
                    : List.of(VectorPart.of(ALL, NpyMatrix.of(archive.open(found.get(0)), request.type())));
        }

        private static List<Long> shape(NpzFile archive, String array) throws IOException {
            try {
                return archive.open(array).shape();
            } catch (RefusedException e) {
                return List.of();
            }
        }
    },
    /** Tensors. */
    SAFETENSORS(".safetensors", "safetensors vectors") {
        @Override
        List<VectorPart> parts(Path file, Request request) throws IOException {
            try (SafetensorsFile open = SafetensorsFile.open(file)) {
                List<String> names =
                        open.tensors().stream().map(TensorInfo::name).toList();
                if (!request.array().isEmpty()) {
                    TensorInfo tensor =
                            open.find(require(file, request.array(), names)).orElseThrow();
                    return List.of(VectorPart.of(ALL, new SafetensorsMatrix(file, tensor)));
                }
                List<VectorPart> parts = new ArrayList<>();
                for (ArrayNames known : ArrayNames.KNOWN) {
                    Optional<TensorInfo> vectors =
                            open.find(known.vectors()).filter(tensor -> Dimensions.ofVectors(tensor.shape()));
                    if (vectors.isPresent()) {
                        VectorPart part = VectorPart.of(known.part(), new SafetensorsMatrix(file, vectors.get()));
                        Optional<TensorInfo> labels = open.find(known.labels());
                        parts.add(
                                labels.isEmpty()
                                        ? part
                                        : part.withLabels(file + "/" + known.labels(), labels(open, labels.get())));
                    }
                }
                if (!parts.isEmpty()) {
                    return parts;
                }
                List<TensorInfo> found = open.tensors().stream()
                        .filter(tensor -> Dimensions.ofVectors(tensor.shape()))
                        .toList();
                if (found.size() != 1) {
                    throw new RefusedException(
                            "“%s” holds the tensors %s; name the one with the vectors, as in “%s(array=%s)”."
                                    .formatted(
                                            file,
                                            some(names),
                                            file,
                                            found.isEmpty()
                                                    ? "features"
                                                    : found.get(0).name()));
                }
                return List.of(VectorPart.of(ALL, new SafetensorsMatrix(file, found.get(0))));
            }
        }

        private static List<String> labels(SafetensorsFile file, TensorInfo tensor) throws IOException {
            return Arrays.stream(file.longs(tensor)).mapToObj(String::valueOf).toList();
        }
    },
    /** A table of text. */
    TABLE(".csv", "CSV vectors") {
        @Override
        List<VectorPart> parts(Path file, Request request) throws IOException {
            requireNoArray(file, request);
            return List.of(VectorPart.of(ALL, CsvMatrix.open(file)));
        }
    };

    /** The name of a part that has no other. */
    static final String ALL = "all";

    private static final Set<String> TABLES = Set.of(".csv", ".tsv");
    private static final int NAMED = 8;

    private final String ending;
    private final String layout;

    VectorFile(String ending, String layout) {
        this.ending = ending;
        this.layout = layout;
    }

    /**
     * What is wanted of a file.
     *
     * @param array the name of the array; empty for the usual names
     * @param type the type of values that the file does not name
     */
    record Request(String array, StoredType type) {}

    /** The usual names of a part's arrays. */
    private record ArrayNames(String part, String vectors, String labels, String paths) {

        static final List<ArrayNames> KNOWN = List.of(
                new ArrayNames("train", "train_features", "train_labels", "train_paths"),
                new ArrayNames("val", "val_features", "val_labels", "val_paths"),
                new ArrayNames("test", "test_features", "test_labels", "test_paths"),
                new ArrayNames("train", "x_train", "y_train", "paths_train"),
                new ArrayNames("test", "x_test", "y_test", "paths_test"),
                new ArrayNames("train", "X_train", "y_train", "paths_train"),
                new ArrayNames("test", "X_test", "y_test", "paths_test"),
                new ArrayNames(ALL, "features", "labels", "paths"),
                new ArrayNames(ALL, "embeddings", "labels", "paths"),
                new ArrayNames(ALL, "vectors", "labels", "paths"),
                new ArrayNames(ALL, "x", "y", "paths"),
                new ArrayNames(ALL, "X", "y", "paths"));
    }

    /** {@return the form of a file by its name; empty if it is none of vectors} */
    static Optional<VectorFile> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.ending)
                        || form == TABLE && TABLES.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** {@return the name of the layout in descriptions} */
    String layout() {
        return layout;
    }

    /**
     * Finds the vectors in a file.
     *
     * @param file the file
     * @param request what is wanted
     * @return the parts; none if the file holds no vectors but may hold images
     * @throws IOException if it cannot be read
     * @throws RefusedException if the file is damaged or has another content
     */
    abstract List<VectorPart> parts(Path file, Request request) throws IOException;

    /** {@return the parts that belong to a split} */
    static List<VectorPart> wanted(Path file, List<VectorPart> parts, Split split) {
        List<VectorPart> wanted = parts.stream()
                .filter(part -> split == Split.ALL
                        || !part.name().equals(ALL) && part.name().equals("train") == (split == Split.TRAIN))
                .toList();
        if (wanted.isEmpty()) {
            throw new RefusedException("“%s” has no split %s, only %s; leave the split out."
                    .formatted(
                            file,
                            split.name().toLowerCase(Locale.ROOT),
                            parts.stream().map(VectorPart::name).collect(Collectors.joining(" and "))));
        }
        return wanted;
    }

    private static void requireNoArray(Path file, Request request) {
        if (!request.array().isEmpty()) {
            throw new RefusedException(
                    "“%s” holds one array without a name; leave array=%s out.".formatted(file, request.array()));
        }
    }

    private static String require(Path file, String array, List<String> names) {
        if (!names.contains(array)) {
            throw new RefusedException("“%s” has no array “%s”; it holds %s.".formatted(file, array, some(names)));
        }
        return array;
    }

    private static String some(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and %s more".formatted(names.size() - NAMED);
    }
}

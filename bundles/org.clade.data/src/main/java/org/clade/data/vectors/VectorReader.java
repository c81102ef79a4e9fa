package org.clade.data.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ProvidesReader;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.file.DataFile;
import org.clade.data.folder.FolderNames;
import org.clade.data.folder.ImageReading;
import org.clade.data.image.ImageDecoder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads vectors, such as features of a pretrained network, from a {@code .npy}, {@code .npz}, {@code .safetensors}, {@code .csv} or
 * {@code .tsv} file. Labels and paths of images come from files next to it, or from the file itself. Opening it reads all values once,
 * because vectors that are not finite are refused.
 */
@Component(property = "service.ranking:Integer=-50")
@ProvidesReader(
        id = "vectors",
        summary = "vectors such as features of a network, in a .npy, .npz, .safetensors, .csv or .tsv file")
public final class VectorReader implements DatasetReader {

    static final Option<String> LABELS = Option.string(
            "labels",
            "",
            "A file with the label of each vector: .npy, .npz, .csv, .tsv, or text with one in each line; none leaves labels out.");
    static final Option<String> PATHS =
            Option.string("paths", "", "A file with the path of each vector's image, in the same forms.");
    static final Option<String> ARRAY =
            Option.string("array", "", "The name of the array or tensor with the vectors, if the file holds several.");
    static final Option<StoredType> TYPE = Option.choice(
            "type", StoredType.AUTO, "The type of values of two bytes that NumPy does not name: bfloat16.");

    static final Option<String> JOIN = Option.string(
            "join",
            "",
            "Further files with vectors of the same images, joined by +: each vector is followed by those of the same row.");

    private static final String NO_LABELS = "none";
    private static final Set<String> LABEL_COLUMNS = Set.of("labels", "label", "class", "target", "y");
    private static final Set<String> PATH_COLUMNS =
            Set.of("paths", "path", "file", "filename", "filepath", "image", "item");

    private final FiniteCheck finite = new FiniteCheck();
    private final ImageDecoder decoder;

    /**
     * The reader.
     *
     * @param context has the limits of decoding images
     */
    @Activate
    public VectorReader(BundleContext context) {
        this(ImageReading.of(context::getProperty).decoder());
    }

    /**
     * A reader with another way of decoding images, for tests.
     *
     * @param decoder decodes the images that vectors were computed from
     */
    VectorReader(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(LABELS, PATHS, ARRAY, TYPE, JOIN);
    }

    @Override
    public Optional<Dataset> open(Path folder, Split split, Settings settings) {
        return Optional.empty();
    }

    @Override
    public Optional<Dataset> openFile(Path file, Split split, Settings settings) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return VectorFile.of(file).flatMap(form -> open(file, form, split, settings));
    }

    private Optional<Dataset> open(Path file, VectorFile form, Split split, Settings settings) {
        try {
            List<VectorPart> all = parts(file, form, settings);
            if (all.isEmpty()) {
                return Optional.empty();
            }
            List<VectorPart> parts =
                    VectorFile.wanted(file, listed(file, joined(file, all, settings), settings), split);
            for (VectorPart part : parts) {
                requireWidth(parts.get(0).matrix(), part.matrix());
            }
            return Optional.of(set(file, form, parts, settings));
        } catch (IOException e) {
            throw DataFile.at(file).unreadable(e);
        }
    }

    private List<VectorPart> parts(Path file, VectorFile form, Settings settings) throws IOException {
        List<VectorPart> parts = form.parts(file, new VectorFile.Request(settings.get(ARRAY), settings.get(TYPE)));
        for (VectorPart part : parts) {
            finite.run(file, part.matrix());
        }
        return parts;
    }

    /** Puts the vectors of further files behind those of the first. */
    private List<VectorPart> joined(Path file, List<VectorPart> parts, Settings settings) throws IOException {
        if (settings.get(JOIN).isEmpty()) {
            return parts;
        }
        List<VectorMatrix> matrices = new ArrayList<>();
        matrices.add(onePart(file, parts, "join").matrix());
        for (String name : settings.get(JOIN).split("\\+")) {
            Path other = ItemList.find(file, name.strip(), "vectors to join");
            VectorFile form = VectorFile.of(other)
                    .orElseThrow(() -> new RefusedException(
                            "“%s” is no file of vectors; give a .npy, .npz, .safetensors, .csv or .tsv file."
                                    .formatted(other)));
            matrices.add(onePart(other, parts(other, form, settings), "join").matrix());
        }
        VectorPart first = parts.get(0);
        return List.of(new VectorPart(first.name(), new JoinedMatrix(matrices), first.labels(), first.paths()));
    }

    private static VectorPart onePart(Path file, List<VectorPart> parts, String what) {
        if (parts.size() != 1) {
            throw new RefusedException("“%s” holds %s, but %s needs one array of vectors; name one with array=."
                    .formatted(
                            file,
                            parts.isEmpty()
                                    ? "no vectors"
                                    : "the parts "
                                            + parts.stream()
                                                    .map(VectorPart::name)
                                                    .collect(Collectors.joining(", ")),
                            what));
        }
        return parts.get(0);
    }

    /** Adds the labels and paths of the files that the user names. */
    private static List<VectorPart> listed(Path file, List<VectorPart> all, Settings settings) {
        boolean unlabeled = settings.get(LABELS).equalsIgnoreCase(NO_LABELS);
        String labels = unlabeled ? "" : given(settings.get(LABELS), Companions.labels(file), all);
        String paths = given(settings.get(PATHS), Companions.paths(file), all);
        List<VectorPart> parts =
                unlabeled ? all.stream().map(VectorPart::withoutLabels).toList() : all;
        if (labels.isEmpty() && paths.isEmpty()) {
            return parts;
        }
        VectorPart part = onePart(file, parts, "a list of labels or paths");
        if (!labels.isEmpty()) {
            Path list = ItemList.find(file, labels, "labels");
            part = part.withLabels(list.toString(), ItemList.read(list, "labels", LABEL_COLUMNS));
        }
        if (!paths.isEmpty()) {
            Path list = ItemList.find(file, paths, "paths");
            part = part.withPaths(list.toString(), ItemList.read(list, "paths", PATH_COLUMNS));
        }
        return List.of(part);
    }

    /** {@return the list that the user names, or else the one next to vectors of one part} */
    private static String given(String named, Optional<Path> companion, List<VectorPart> parts) {
        return named.isEmpty() && parts.size() == 1
                ? companion.map(Path::toString).orElse("")
                : named;
    }

    private static void requireWidth(VectorMatrix first, VectorMatrix other) {
        if (first.width() != other.width()) {
            throw new RefusedException("“%s” holds vectors of %s values, but “%s” of %s; all should have one width."
                    .formatted(first.name(), first.width(), other.name(), other.width()));
        }
    }

    private VectorSet set(Path file, VectorFile form, List<VectorPart> parts, Settings settings) {
        String last = FolderNames.last(file);
        String name = last.substring(0, last.lastIndexOf('.'));
        int count = Math.toIntExact(
                parts.stream().mapToLong(part -> part.matrix().rows()).sum());
        ImageShape shape = ImageShape.vector(parts.get(0).matrix().width());
        Optional<VectorLabels> labels = VectorSet.joined(
                        parts.stream().map(VectorPart::labels).toList())
                .map(VectorLabels::of);
        Path list = settings.get(PATHS).isEmpty()
                ? Companions.paths(file).orElse(file)
                : ItemList.find(file, settings.get(PATHS), "paths");
        Path folder = list.toAbsolutePath().getParent();
        return new VectorSet(
                new DatasetInfo(
                        name,
                        "%s: vectors of %s values".formatted(name, shape),
                        form.layout(),
                        parts.stream().map(VectorPart::name).collect(Collectors.joining("+")),
                        count,
                        shape,
                        labels.map(VectorLabels::classes).orElse(List.of()),
                        labels.isPresent()),
                parts.stream().map(VectorPart::matrix).toList(),
                labels.map(VectorLabels::ofVectors),
                VectorSet.joined(parts.stream().map(VectorPart::paths).toList())
                        .map(names -> new VectorPaths(names, folder)),
                settings.get(JOIN).isEmpty() ? Companions.origin(file) : Map.of(),
                decoder);
    }
}

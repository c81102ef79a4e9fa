package org.clade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.DatasetSource;
import org.clade.api.data.Split;
import org.clade.api.part.Option;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageFileList;
import org.clade.data.folder.ImageSurvey;
import org.clade.data.subset.SubsetDraw;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Finds image sets: the embedded ones by id, folders by path, and folders below a home folder by name. Readers and
 * embedded sets may come and go while a run uses a set that it has opened.
 */
@Component
public final class Datasets implements DataService {

    /** The environment variable that names the home folder. */
    static final String HOME = "CLADE_DATA";

    private static final String RANKING = "service.ranking";

    /** How many levels below a folder to search for a set. */
    private static final int DEPTH = 2;

    private final Optional<Path> home;
    private final List<Named<DatasetReader>> readers = new CopyOnWriteArrayList<>();
    private final List<Named<DatasetSource>> sources = new CopyOnWriteArrayList<>();

    /** Finds names below the folder in {@code CLADE_DATA}, if set. */
    @Activate
    public Datasets() {
        this(Optional.ofNullable(System.getenv(HOME))
                .filter(name -> !name.isBlank())
                .map(Path::of));
    }

    /**
     * Finds names below a folder.
     *
     * @param home the folder, if there is one
     */
    Datasets(Optional<Path> home) {
        this.home = home;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addReader(DatasetReader reader, Map<String, Object> properties) {
        readers.add(Named.of(reader, properties));
    }

    void removeReader(DatasetReader reader) {
        readers.removeIf(named -> named.part() == reader);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(DatasetSource source, Map<String, Object> properties) {
        sources.add(Named.of(source, properties));
    }

    void removeSource(DatasetSource source) {
        sources.removeIf(named -> named.part() == source);
    }

    @Override
    public Dataset open(String nameOrFolder, Split split) {
        Optional<Dataset> embedded = embedded(nameOrFolder, split);
        if (embedded.isPresent()) {
            return embedded.get();
        }
        Optional<Path> found = locate(nameOrFolder);
        if (found.isPresent()) {
            return read(found.get(), split, new PartSpec("reader", Map.of()));
        }
        if (nameOrFolder.endsWith(")")) {
            int bracket = nameOrFolder.lastIndexOf('(');
            Optional<Path> folder = bracket < 1 ? Optional.empty() : locate(nameOrFolder.substring(0, bracket));
            if (folder.isPresent()) {
                PartSpec options = PartSpec.parse("data" + nameOrFolder.substring(bracket));
                SubsetDraw draw = SubsetDraw.of(options, option -> false);
                return draw.from(read(folder.get(), split, SubsetDraw.rest(options, option -> false)));
            }
        }
        throw RefusedException.unknown("data set or folder", nameOrFolder, names());
    }

    @Override
    public List<DatasetInfo> list() {
        List<DatasetInfo> known = new ArrayList<>();
        ordered(sources).forEach(named -> known.add(named.part().open().info()));
        for (Path folder : foldersAtHome()) {
            firstThatOpens(folder).map(Dataset::info).ifPresent(known::add);
        }
        return List.copyOf(known);
    }

    /** Includes a folder with only the test half; leaves out a damaged one, which can still be opened by name. */
    private Optional<Dataset> firstThatOpens(Path folder) {
        for (Split split : Split.values()) {
            try {
                Optional<Dataset> set = recognize(folder, split, new PartSpec("reader", Map.of()));
                if (set.isPresent()) {
                    return set;
                }
            } catch (RefusedException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private Optional<Dataset> embedded(String name, Split split) {
        int bracket = name.endsWith(")") ? name.indexOf('(') : -1;
        String id = (bracket < 0 ? name : name.substring(0, bracket)).strip();
        return ordered(sources)
                .filter(named -> named.id().equals(id))
                .map(Named::part)
                .findFirst()
                .map(source -> drawn(source, PartSpec.parse(name), split));
    }

    /** An option that the source itself has is meant for it. */
    private static Dataset drawn(DatasetSource source, PartSpec spec, Split split) {
        Predicate<String> own = name ->
                source.options().stream().anyMatch(option -> option.name().equals(name));
        PartSpec options = known(source, SubsetDraw.rest(spec, own));
        return SubsetDraw.of(spec, own).from(whole(source.open(Settings.of(source, options)), split));
    }

    private static Dataset whole(Dataset set, Split split) {
        String protocol = set.info().protocol();
        String wanted = split.name().toLowerCase(Locale.ROOT);
        if (split != Split.ALL && !protocol.equals(wanted)) {
            throw new RefusedException(
                    "The data set %s is not split (%s), so there is no split %s; leave the split out."
                            .formatted(set.info().name(), protocol, wanted));
        }
        return set;
    }

    private Dataset read(Path folder, Split split, PartSpec options) {
        if (!Files.isDirectory(folder)) {
            return first(reader -> configured(
                            reader, options, settings -> reader.part().openFile(folder, split, settings)))
                    .orElseThrow(() -> UnknownLayout.file(folder));
        }
        return recognize(folder, split, options).orElseGet(() -> below(folder, split, options));
    }

    /** Opens the only set below a folder, such as a root of torchvision. */
    private Dataset below(Path folder, Split split, PartSpec options) {
        UnknownLayout.known(folder).ifPresent(refusal -> {
            throw refusal;
        });
        List<RefusedException> versions = new ArrayList<>();
        List<Path> level = List.of(folder);
        for (int depth = 0; depth < DEPTH; depth++) {
            level = level.stream()
                    .flatMap(each -> ImageFileList.folders(each).stream())
                    .toList();
            Map<Path, Dataset> sets = new LinkedHashMap<>();
            for (Path inside : level) {
                recognize(inside, split, options).ifPresent(set -> sets.put(inside, set));
                UnknownLayout.known(inside).ifPresent(versions::add);
            }
            if (sets.size() == 1 && versions.isEmpty()) {
                return sets.values().iterator().next();
            }
            if (!sets.isEmpty()) {
                throw new RefusedException("“%s” holds several sets; name the folder of one of them, as in %s."
                        .formatted(
                                folder,
                                sets.keySet().stream().map(Path::toString).collect(Collectors.joining(" or "))));
            }
            if (!versions.isEmpty()) {
                throw versions.get(0);
            }
        }
        throw UnknownLayout.folder(folder, ordered(readers).map(Named::id).toList());
    }

    private Optional<Dataset> recognize(Path folder, Split split, PartSpec options) {
        return first(
                reader -> configured(reader, options, settings -> reader.part().open(folder, split, settings)));
    }

    private Optional<Dataset> first(Function<Named<DatasetReader>, Optional<Dataset>> opens) {
        for (Named<DatasetReader> reader : ordered(readers).collect(Collectors.toUnmodifiableList())) {
            Optional<Dataset> set = opens.apply(reader);
            if (set.isPresent()) {
                return set;
            }
        }
        return Optional.empty();
    }

    /** Tests without options first whether a reader accepts the folder, because only then its options matter. */
    private static Optional<Dataset> configured(
            Named<DatasetReader> reader, PartSpec options, Function<Settings, Optional<Dataset>> opens) {
        if (!canOpen(reader.part(), options)) {
            return Optional.empty();
        }
        PartSpec own = known(reader.part(), new PartSpec(reader.id(), options.values()));
        if (has(reader.part(), own.values().keySet()) || takes(reader, opens)) {
            return opens.apply(Settings.of(reader.part(), own));
        }
        return Optional.empty();
    }

    private static boolean takes(Named<DatasetReader> reader, Function<Settings, Optional<Dataset>> opens) {
        try {
            return opens.apply(Settings.of(reader.part(), "")).isPresent();
        } catch (RefusedException e) {
            return true;
        }
    }

    private static boolean has(Part part, Set<String> names) {
        return part.options().stream().map(Option::name).toList().containsAll(names);
    }

    /** With {@code labels=none}, a reader that cannot leave labels out takes no folder. */
    private static boolean canOpen(Part part, PartSpec options) {
        String labels = ImageFolderReader.LABELS.name();
        return !FolderLabels.NONE.name().equalsIgnoreCase(options.values().get(labels))
                || part.options().stream().anyMatch(own -> own.name().equals(labels));
    }

    /** Options for image files, which other sets ignore: they have no damaged files, one aspect ratio and labels of their own. */
    private static PartSpec known(Part part, PartSpec spec) {
        Map<String, String> values = new LinkedHashMap<>(spec.values());
        for (Option<?> option : List.of(ImageSurvey.SKIP_DAMAGED, ImageFolderReader.FIT, ImageFolderReader.LABELS)) {
            if (part.options().stream().noneMatch(own -> own.name().equals(option.name()))) {
                removeWord(values, option);
            }
        }
        return new PartSpec(spec.id(), values);
    }

    /** Keeps the name of a file of labels, which no other set may ignore. */
    private static void removeWord(Map<String, String> values, Option<?> option) {
        String value = values.getOrDefault(option.name(), "");
        if (option != ImageFolderReader.LABELS || FolderLabels.isWord(value)) {
            values.remove(option.name());
        }
    }

    private Optional<Path> locate(String nameOrFolder) {
        try {
            return Stream.concat(
                            Stream.of(Path.of(nameOrFolder), inHomeOfUser(nameOrFolder)),
                            home.stream().map(folder -> folder.resolve(nameOrFolder)))
                    .filter(Files::exists)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** {@return the path with the user's home folder for a leading {@code ~}, which a shell leaves alone within quotes} */
    private static Path inHomeOfUser(String folder) {
        return folder.equals("~") || folder.startsWith("~/")
                ? Path.of(System.getProperty("user.home") + folder.substring(1))
                : Path.of(folder);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        sources.forEach(named -> names.add(named.id()));
        foldersAtHome().forEach(folder -> names.add(folder.getFileName().toString()));
        return names;
    }

    private List<Path> foldersAtHome() {
        if (home.isEmpty() || !Files.isDirectory(home.get())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(home.get())) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(
                    "The folder “%s” that %s names cannot be listed; check who may read it."
                            .formatted(home.get(), HOME),
                    e);
        }
    }

    /** A named part with its ranking: readers of one layout come before the reader of any folder. */
    private static <T> Stream<Named<T>> ordered(List<Named<T>> parts) {
        return parts.stream()
                .sorted(Comparator.comparingInt((Named<T> named) -> -named.ranking())
                        .thenComparing(Named::id));
    }

    private record Named<T>(String id, int ranking, T part) {

        static <T> Named<T> of(T part, Map<String, Object> properties) {
            Object ranking = properties.get(RANKING);
            return new Named<>(
                    String.valueOf(properties.get(Part.ID)), ranking instanceof Integer number ? number : 0, part);
        }
    }
}

package org.clade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.DatasetSource;
import org.clade.api.data.Split;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
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

    private final Optional<Path> home;
    private final List<Named<DatasetReader>> readers = new CopyOnWriteArrayList<>();
    private final List<Named<DatasetSource>> sources = new CopyOnWriteArrayList<>();

    /** Looks names up below the folder that {@code CLADE_DATA} names, if it does. */
    @Activate
    public Datasets() {
        this(Optional.ofNullable(System.getenv(HOME))
                .filter(name -> !name.isBlank())
                .map(Path::of));
    }

    /**
     * Looks names up below a folder.
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
        Optional<Dataset> embedded = embedded(nameOrFolder);
        if (embedded.isPresent()) {
            return whole(embedded.get(), split);
        }
        Optional<Path> found = locate(nameOrFolder);
        if (found.isPresent()) {
            return read(found.get(), split, new PartSpec("reader", Map.of()));
        }
        if (nameOrFolder.endsWith(")")) {
            int bracket = nameOrFolder.lastIndexOf('(');
            Optional<Path> folder = bracket < 1 ? Optional.empty() : locate(nameOrFolder.substring(0, bracket));
            if (folder.isPresent()) {
                return read(folder.get(), split, PartSpec.parse("reader" + nameOrFolder.substring(bracket)));
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

    /** A folder whose test half alone is there is named too; one that is damaged is left to be opened by name. */
    private Optional<Dataset> firstThatOpens(Path folder) {
        for (Split split : Split.values()) {
            try {
                Optional<Dataset> set = recognise(folder, split, new PartSpec("reader", Map.of()));
                if (set.isPresent()) {
                    return set;
                }
            } catch (RefusedException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private Optional<Dataset> embedded(String name) {
        int bracket = name.endsWith(")") ? name.indexOf('(') : -1;
        String id = (bracket < 0 ? name : name.substring(0, bracket)).strip();
        return ordered(sources)
                .filter(named -> named.id().equals(id))
                .map(Named::part)
                .findFirst()
                .map(source -> source.open(Settings.of(source, PartSpec.parse(name))));
    }

    private Dataset whole(Dataset set, Split split) {
        String protocol = set.info().protocol();
        String wanted = split.name().toLowerCase(Locale.ROOT);
        if (split != Split.ALL && !protocol.equals(wanted)) {
            throw new RefusedException(
                    "The data set %s comes as one (%s), so there is no split %s; leave the split out."
                            .formatted(set.info().name(), protocol, wanted));
        }
        return set;
    }

    private Dataset read(Path folder, Split split, PartSpec options) {
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(
                    "“%s” is a file, but image sets are read from folders; name the folder it is in, or unpack it first."
                            .formatted(folder));
        }
        return recognise(folder, split, options)
                .orElseThrow(() -> new RefusedException("No reader knows the layout of the folder “%s”; known are %s."
                        .formatted(folder, ordered(readers).map(Named::id).collect(Collectors.joining(", ")))));
    }

    private Optional<Dataset> recognise(Path folder, Split split, PartSpec options) {
        for (Named<DatasetReader> reader : ordered(readers).collect(Collectors.toUnmodifiableList())) {
            Optional<Dataset> set = reader.part().open(folder, split, Settings.of(reader.part(), ""));
            if (set.isPresent() && !options.values().isEmpty()) {
                PartSpec spec = new PartSpec(reader.id(), options.values());
                set = reader.part().open(folder, split, Settings.of(reader.part(), spec));
            }
            if (set.isPresent()) {
                return set;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> locate(String nameOrFolder) {
        try {
            return Stream.concat(
                            Stream.of(Path.of(nameOrFolder)), home.stream().map(folder -> folder.resolve(nameOrFolder)))
                    .filter(Files::exists)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
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
                    "The folder “%s” that %s names cannot be listed: %s.".formatted(home.get(), HOME, e), e);
        }
    }

    /** Readers of one layout come before readers of any folder; the ranking says which. */
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

package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files as they come, good and bad, is clustered, and every file is accounted for. */
class HostileFolderTest {
    private static final Pattern ROW = Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^\",\n]*)),([^\n]*)\n");

    @TempDir
    private Path folder;

    @Test
    void everyFileIsClusteredSkippedOrLeftAlone() throws IOException, InterruptedException {
        HostileFolder hostile = new HostileFolder(Files.createDirectory(folder.resolve("hostile"))).write();
        TimeUnit.SECONDS.sleep(3); // files that have just changed are not remembered
        Path cache = cache();
        Product product = new Product(folder).with("CLADE_CACHE", cache.toString());
        Outcome first = cluster(product, "first").expect(0).inWords();
        RunFolder run = RunFolder.below(folder.resolve("first"));

        Map<String, String> clustered = table(run, "assignments.csv");
        Map<String, String> skipped = table(run, "skipped.csv");
        Map<String, HostileFolder.Fate> became = new TreeMap<>();
        hostile.fates()
                .keySet()
                .forEach(path -> became.put(
                        path,
                        clustered.containsKey(path)
                                ? HostileFolder.Fate.CLUSTERED
                                : skipped.containsKey(path) ? HostileFolder.Fate.SKIPPED : HostileFolder.Fate.UNSEEN));
        Files.writeString(Path.of("target/hostile-folder.md"), summary(hostile.kinds(), became, skipped));
        assertEquals(text(hostile.fates()), text(became));
        Set<String> known = new TreeSet<>(hostile.fates().keySet());
        assertTrue(known.containsAll(clustered.keySet()), "nothing is clustered twice or from elsewhere");
        skipped.forEach((path, reason) -> assertFalse(reason.contains("Exception") || reason.isBlank(), path + reason));
        first.complains("cannot be read and are listed in skipped.csv");
        try (Stream<Path> links = Files.walk(run.path().resolve("clusters"), 2)) {
            assertEquals(clustered.size(), links.filter(Files::isRegularFile).count(), "each can be opened");
        }

        Set<Path> kept = files(cache.resolve("images"));
        cluster(product, "second").expect(0).inWords();
        assertEquals(kept, files(cache.resolve("images")), "what was decoded is not decoded again");
        assertEquals(skipped, table(RunFolder.below(folder.resolve("second")), "skipped.csv"), "and is skipped again");
        assertTrue(kept.size() >= 2, kept::toString);
        assertFalse(Files.exists(folder.resolve("gone")), "names are not run");
    }

    private static Outcome cluster(Product product, String out) {
        return product.run("cluster", "hostile", "--k", "3", "--minutes", "0.3", "--out", out, "--progress", "plain");
    }

    /** {@return a cache of its own, with the native libraries of the usual one} */
    private Path cache() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path usual = Path.of(System.getProperty("user.home"), ".clade/cache");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> entries = Files.list(usual)) {
                for (Path entry : entries.toList()) {
                    if (!entry.endsWith("images")) {
                        Files.createSymbolicLink(cache.resolve(entry.getFileName()), entry);
                    }
                }
            }
        }
        return cache;
    }

    private static Set<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** {@return a line for each path, so that a failure shows the differences} */
    private static String text(Map<String, HostileFolder.Fate> fates) {
        return fates.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /** {@return what became of each kind of file, as the table of a results page} */
    private static String summary(
            Map<String, SortedSet<String>> kinds, Map<String, HostileFolder.Fate> became, Map<String, String> skipped) {
        StringBuilder table = new StringBuilder(
                "| files | number | clustered | skipped | passed over | reasons |\n|---|---:|---:|---:|---:|---|\n");
        kinds.forEach((kind, paths) -> {
            List<String> cells = Stream.of(HostileFolder.Fate.values())
                    .map(fate -> Long.toString(paths.stream()
                            .filter(path -> became.get(path) == fate)
                            .count()))
                    .toList();
            String reasons = paths.stream()
                    .filter(skipped::containsKey)
                    .map(skipped::get)
                    .distinct()
                    .collect(Collectors.joining("; "));
            table.append("| %s | %d | %s | %s |\n".formatted(kind, paths.size(), String.join(" | ", cells), reasons));
        });
        return table.toString();
    }

    /** {@return the second cell of each row, by the first; names may hold commas, quotes and line feeds} */
    private static Map<String, String> table(RunFolder run, String file) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher found = ROW.matcher(Files.readString(run.path().resolve(file)));
        while (found.find()) {
            rows.put(found.group(1) == null ? found.group(2) : found.group(1).replace("\"\"", "\""), found.group(3));
        }
        rows.keySet().removeAll(List.of("path", "image"));
        return rows;
    }
}

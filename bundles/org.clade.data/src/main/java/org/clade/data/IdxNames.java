package org.clade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clade.data.folder.ImageFileList;

/**
 * The names of the four IDX files of a set.
 *
 * @param prefix what stands before them, for instance {@code emnist-letters-}
 * @param test what the test half is called, {@code t10k} or {@code test}
 * @param separator what stands before {@code idx3}, {@code -} or {@code .}
 */
record IdxNames(String prefix, String test, String separator) {

    private static final Pattern IMAGES =
            Pattern.compile("((?:.*-)?)(train|t10k|test)-images([-.])idx3-ubyte(?:\\.gz)?");
    private static final String EMNIST = "emnist-";

    /** {@return the sets of a folder, by their prefixes; none if there is no such folder} */
    static List<IdxNames> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, IdxNames> sets = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> IMAGES.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .forEach(name -> sets.merge(
                            name.group(1) + name.group(3),
                            new IdxNames(
                                    name.group(1), name.group(2).equals("train") ? "" : name.group(2), name.group(3)),
                            (one, other) -> one.test.isEmpty() ? other : one));
        } catch (IOException e) {
            throw ImageFileList.unlisted(folder, e);
        }
        return List.copyOf(sets.values());
    }

    /** {@return the set's short name, such as {@code letters}} */
    String title() {
        String name = prefix.isEmpty() ? "mnist" : prefix.substring(0, prefix.length() - 1);
        return name.startsWith(EMNIST) ? name.substring(EMNIST.length()) : name;
    }

    /** {@return the file of a half's images} */
    String images(Half half) {
        return "%s%s-images%sidx3-ubyte".formatted(prefix, word(half), separator);
    }

    /** {@return the file of a half's labels} */
    String labels(Half half) {
        return "%s%s-labels%sidx1-ubyte".formatted(prefix, word(half), separator);
    }

    private String word(Half half) {
        if (half == Half.TRAIN) {
            return "train";
        }
        return !test.isEmpty() ? test : prefix.startsWith(EMNIST) ? "test" : "t10k";
    }
}

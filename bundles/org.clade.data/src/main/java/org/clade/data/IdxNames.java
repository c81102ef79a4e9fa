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
import org.clade.api.part.RefusedException;
import org.clade.data.file.ClassNames;
import org.clade.data.file.DataFile;
import org.clade.data.file.Half;
import org.clade.data.folder.ImageFileList;

/**
 * The names of the four IDX files of a set.
 *
 * @param prefix their common prefix, for instance {@code emnist-letters-}
 * @param test the name of the test half, {@code t10k} or {@code test}
 * @param separator the character before {@code idx3}, {@code -} or {@code .}
 */
record IdxNames(String prefix, String test, String separator) {

    private static final Pattern IMAGES =
            Pattern.compile("((?:.*-)?)(train|t10k|test)-images([-.])idx3-ubyte(?:\\.gz)?");
    private static final Pattern MAPPING = Pattern.compile("\\s*([0-9]{1,3})\\s+([0-9]{1,3})(?:\\s+[0-9]{1,3})*\\s*");
    private static final String EMNIST = "emnist-";
    private static final String QMNIST = "qmnist-";

    /** {@return the sets of a folder, by their prefixes; none if there is no such folder} */
    static List<IdxNames> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, IdxNames> sets = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> IMAGES.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches() && Files.isRegularFile(folder.resolve(name.group())))
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

    /** {@return the file of a half's labels; QMNIST has rows of numbers} */
    DataFile labels(Path folder, Half half) {
        String bytes = "%s%s-labels%sidx1-ubyte".formatted(prefix, word(half), separator);
        String numbers = "%s%s-labels%sidx2-int".formatted(prefix, word(half), separator);
        return DataFile.find(folder, bytes, numbers).orElseGet(() -> DataFile.require(folder, bytes, half));
    }

    /** {@return whether the images lie on their side, mirrored: those of EMNIST are stored column after column} */
    boolean byColumns() {
        return prefix.startsWith(EMNIST);
    }

    /** {@return what the labels stand for, in a file of EMNIST with a label and the character's code on each line} */
    Map<Integer, String> characters(Path folder) {
        Path mapping = folder.resolve(prefix + "mapping.txt");
        if (!Files.isRegularFile(mapping)) {
            return Map.of();
        }
        Map<Integer, String> characters = new TreeMap<>();
        for (String line : ClassNames.lines(mapping)) {
            Matcher numbers = MAPPING.matcher(line);
            if (!numbers.matches()) {
                throw new RefusedException(
                        "“%s” has the line “%s”; a label and codes of characters are expected, as in 1 65 97."
                                .formatted(mapping, line));
            }
            characters.put(Integer.valueOf(numbers.group(1)), Character.toString(Integer.parseInt(numbers.group(2))));
        }
        return characters;
    }

    private String word(Half half) {
        if (half == Half.TRAIN) {
            return "train";
        }
        return !test.isEmpty() ? test : prefix.startsWith(EMNIST) || prefix.equals(QMNIST) ? "test" : "t10k";
    }
}

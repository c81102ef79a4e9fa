package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.clade.api.data.Split;
import org.clade.golden.ForeignLocales;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder is the same in every locale. */
class LocaleTest {
    @TempDir
    Path out;

    @Test
    void aRunFolderIsTheSameWhereDigitsAndCommasAreOthers() throws IOException {
        Map<String, String> expected = files(train(Locale.ROOT));
        assertTrue(expected.containsKey("assignments.csv"), expected.keySet()::toString);
        for (Locale locale : List.of(
                Locale.forLanguageTag("ar-EG-u-nu-arab"),
                Locale.forLanguageTag("fa-IR"),
                Locale.forLanguageTag("de-DE"),
                Locale.forLanguageTag("tr-TR"))) {
            assertEquals(expected, files(train(locale)), locale::toLanguageTag);
        }
    }

    private Path train(Locale locale) {
        return ForeignLocales.under(locale, () -> {
            try {
                return new SmallRuns(out.resolve(locale.toLanguageTag())).train(Split.ALL, 0);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The files by name, without what differs from run to run: times, speeds and folders. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                String name = folder.relativize(file).toString();
                files.put(name, content(file, name));
            });
        }
        return files;
    }

    private static String content(Path file, String name) {
        try {
            return switch (name) {
                case "assignments.csv", "recipe.json" -> Files.readString(file);
                case "metrics.csv" -> Files.readString(file).replaceAll("(?m),[^,]*$", "");
                case "summary.json" -> {
                    JsonObject summary =
                            JsonParser.parseString(Files.readString(file)).getAsJsonObject();
                    List.of("seconds", "images_per_second", "images_per_second_by_stage", "peak_memory_mb")
                            .forEach(summary::remove);
                    yield summary.toString();
                }
                default -> "";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.clade.tests.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Docs, messages and code are in plain American English; {@code wording.txt} lists what they do without. */
class WordingTest {

    private static final Path ROOT = Path.of(System.getProperty("clade.sources", "../.."));
    private static final List<String> PARTS =
            List.of("bundles", "docs", "features", "product", "samples", "sdk", "target-platform", "tests");

    /** Records of a day are left as they were written. */
    private static final List<String> LEFT_ALONE = List.of("docs/results/");

    /** A line that shows an old or a foreign word on purpose has this comment, or stands below a line that has it. */
    private static final String ON_PURPOSE = "wording: ";

    private static final Pattern TEXT = Pattern.compile(".*\\.(?:java|md|json|bndrun|bnd|xml|py|csv|bat)|.*/clade");

    private static Map<Pattern, String> rules() throws IOException {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(WordingTest.class.getResourceAsStream("wording.txt"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int divider = line.indexOf(" = ");
                if (!line.startsWith("#") && divider > 0) {
                    rules.put(
                            Pattern.compile(line.substring(0, divider), Pattern.CASE_INSENSITIVE),
                            line.substring(divider + 3));
                }
            }
        }
        return rules;
    }

    static List<String> found(String name, List<String> lines, Map<Pattern, String> rules) {
        List<String> found = new ArrayList<>();
        boolean onPurpose = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean marked = line.contains(ON_PURPOSE);
            if (!marked && !onPurpose) {
                rules.forEach((rule, instead) -> {
                    if (rule.matcher(line).find()) {
                        found.add("%s: “%s”, say: %s".formatted(name, line.strip(), instead));
                    }
                });
            }
            onPurpose = marked;
        }
        return found;
    }

    @Test
    void textsSayItInPlainAmericanEnglish() throws IOException {
        Map<Pattern, String> rules = rules();
        List<String> found = new ArrayList<>();
        int files = 0;
        for (Path file : texts()) {
            String name = name(file);
            found.addAll(found(name, Files.readAllLines(file), rules));
            files++;
        }
        assertTrue(files > 500, files + " files in " + ROOT.toAbsolutePath());
        assertEquals("", String.join("\n", found));
    }

    @Test
    void theListFindsWhatItIsFor() throws IOException {
        Map<Pattern, String> rules = rules();
        for (String line :
                List.of("a Colour", "normalised", "starts anew", "ACC .95 (mean)", "grey images", "cropCentre")) {
            assertEquals(1, found("x", List.of(line), rules).size(), line);
        }
        for (String line : List.of("bedside", "greyhound", "a.5b", "0.95", "optimistic", "list.get(0).x", "[.5]")) {
            assertEquals(List.of(), found("x", List.of(line), rules), line);
        }
        assertEquals(List.of(), found("x", List.of("// wording: the old name", "\"colour\""), rules));
    }

    private static List<Path> texts() {
        List<Path> texts = new ArrayList<>();
        for (String part : PARTS) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                files.filter(WordingTest::isText).forEach(texts::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")) {
            texts.add(ROOT.resolve(page));
        }
        return texts;
    }

    private static boolean isText(Path file) {
        String name = name(file);
        return TEXT.matcher(name).matches()
                && !name.contains("/target/")
                && LEFT_ALONE.stream().noneMatch(name::startsWith)
                && !name.endsWith("WordingTest.java")
                && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}

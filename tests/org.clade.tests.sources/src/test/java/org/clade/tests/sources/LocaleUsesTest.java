package org.clade.tests.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine-readable text is the same in every locale: main code does not use the default locale. */
class LocaleUsesTest {

    private static final Path SOURCES = Path.of(System.getProperty("clade.sources", "../.."));

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static List<String> uses(String expression) {
        return LocaleUses.in(List.of(source("class Source { Object field = %s; }".formatted(expression))));
    }

    @Test
    void noMainCodeDependsOnTheDefaultLocale() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String part : List.of("bundles", "samples", "sdk")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
                sources.addAll(files.filter(LocaleUsesTest::isMain).toList());
            }
        }
        assertTrue(sources.size() > 300, sources.size() + " sources in " + SOURCES.toAbsolutePath());
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            assertEquals(
                    List.of(),
                    LocaleUses.in(files.getJavaFileObjectsFromPaths(sources)),
                    "give Locale.ROOT, or write whole numbers with %s");
        }
    }

    private static boolean isMain(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("/src/main/") && !path.contains("/target/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%d\".formatted(1)",
                "\"a\" + \"%1$5.2f b\".formatted(1.0)",
                "String.format(\"%,d\", 1)",
                "refused(\"has %e\", 1.0)",
                "String.format(\"%S\", \"i\")",
                "String.format(\"%tY\", now)",
                "\"\"\"\n  %03d\n  \"\"\"",
                "name.toLowerCase()",
                "name.strip().toUpperCase()",
                "NumberFormat.getInstance()",
                "java.text.NumberFormat.getPercentInstance()",
                "new Scanner(in)",
                "new DecimalFormat(\"0.0\")",
                "new SimpleDateFormat(\"yyyy\")",
                "DateTimeFormatter.ofPattern(\"yyyy\")",
                "String.format(Locale.getDefault(), \"%d\", 1)",
            })
    void aUseOfTheDefaultLocaleIsFound(String expression) {
        assertEquals(1, uses(expression).size(), () -> uses(expression).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%s and 80 % of %08x%n\".formatted(1, 2)",
                "String.format(Locale.ROOT, \"%d\" + \" %.1f\", 1, 2.0)",
                "out.printf(locale, \"%d\", 1)",
                "name.toLowerCase(Locale.ROOT)",
                "NumberFormat.getInstance(Locale.ROOT)",
                "new DecimalFormat(\"0.0\", DecimalFormatSymbols.getInstance(Locale.ROOT))",
                "DateTimeFormatter.ofPattern(\"yyyy\", Locale.ROOT)",
            })
    void whatIsTheSameInEveryLocaleIsNot(String expression) {
        assertEquals(List.of(), uses(expression));
    }
}

package org.clade.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.clade.picture.NoiseImages;
import org.clade.report.RunFolderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run whose names are as hostile as can be. */
class ReportPageTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private String page(NoiseImages images) throws IOException {
        RunFolderFixture.write(folder, images, run -> run.attends = true);
        return Files.readString(ReportPage.write(folder));
    }

    private static JsonObject data(String page) {
        Matcher found = DATA.matcher(page);
        assertTrue(found.find(), "no data");
        return JsonParser.parseString(found.group(1)).getAsJsonObject();
    }

    /** {@return the page without its scripts and its style, which are Clade's own} */
    private static String markup(String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
    }

    @Test
    void namesOfFilesAndTitlesAreEscapedInMarkupAndData() throws IOException {
        String page = page(new NoiseImages(60, 1, 24, true));
        String markup = markup(page);
        for (String raw : List.of("<img src=x", "<script>alert", "<b>warning", "<u>part", "<i>a.txt")) {
            assertFalse(markup.contains(raw), raw);
        }
        assertTrue(markup.contains("&lt;script&gt;alert(1)&lt;"), "the title is shown as it is");
        assertTrue(
                data(page)
                        .getAsJsonObject("map")
                        .getAsJsonArray("images")
                        .get(0)
                        .getAsString()
                        .startsWith("folder/<img src=x onerror=alert(1)>"),
                "the script gets the name as it is");
        assertEquals(
                3,
                Pattern.compile("<script")
                        .matcher(page.replaceAll("(?s)<script>.*?</script>", "<script>"))
                        .results()
                        .count(),
                "data, charts, page");
    }

    @Test
    void nothingIsFetched() throws IOException {
        String markup = markup(page(new NoiseImages(60, 1, 24, true)));
        Matcher addresses = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(markup);
        while (addresses.find()) {
            String address = addresses.group(1);
            assertTrue(
                    address.startsWith("data:") || address.startsWith("#"),
                    () -> "fetches " + address.substring(0, Math.min(60, address.length())));
        }
        assertTrue(markup.contains("default-src 'none'"));
    }

    @Test
    void withLabelsThereAreScoresAndConfusions() throws IOException {
        String page = markup(page(new NoiseImages(60, 1, 24, true)));
        assertTrue(page.contains("accuracy (ACC)"));
        assertTrue(page.contains("id=\"confusion\""));
        assertTrue(page.contains("Failures"));
    }

    @Test
    void withoutLabelsNothingPretendsOtherwise() throws IOException {
        String page = page(new NoiseImages(60, 1, 24, false));
        String markup = markup(page);
        for (String measure : List.of("accuracy (ACC)", "NMI", "ARI", "id=\"confusion\"", "Failures", "Color by")) {
            assertFalse(markup.contains(measure), measure);
        }
        assertTrue(markup.contains("no labels"));
        assertTrue(markup.contains("effective clusters"));
        assertFalse(data(page).getAsJsonObject("map").has("labels"));
        assertEquals("{}", data(page).getAsJsonObject("scores").toString());
    }

    @Test
    void theSameFilesGiveTheSamePage() throws IOException {
        String first = page(new NoiseImages(60, 3, 24, true));
        assertEquals(first, Files.readString(ReportPage.write(folder)));
    }

    @Test
    void aFolderWithNothingButASummaryHasAPage() throws IOException {
        Files.writeString(folder.resolve("summary.json"), "{\"variant\": \"a\", \"data\": \"b\"}");
        String page = markup(Files.readString(ReportPage.write(folder)));
        assertTrue(page.contains("a on b"));
        assertFalse(page.contains("id=\"map\""));
        assertFalse(page.contains("id=\"features\""));
    }

    @Test
    void damagedFilesAreLeftOut() throws IOException {
        RunFolderFixture.write(folder, new NoiseImages(60, 1, 24, true), run -> {});
        Files.writeString(folder.resolve("recipe.json"), "{");
        Files.writeString(folder.resolve("lock.json"), "[]");
        Files.writeString(folder.resolve("samples/label-features-000000040.npy"), "cut");
        String page = markup(Files.readString(ReportPage.write(folder)));
        assertFalse(page.contains("The complete recipe"));
        assertTrue(page.contains("id=\"features\""), "the other samples are shown");
    }

    @Test
    void editedClustersAreATable() throws IOException {
        RunFolderFixture.write(folder, new NoiseImages(60, 1, 24, false), run -> {});
        Files.writeString(
                folder.resolve("assignments.csv"),
                "image,cluster,confidence,second_cluster\na,3,0.5,1\nb,4,0.7,1\nc,1,0.9,1\n");
        Files.writeString(
                folder.resolve("labels.csv"),
                "image,cluster,name,confidence\na,3,<em>shoes</em>,0.5\nb,3,<em>shoes</em>,0.7\nc,,,0.9\n");
        String markup = markup(Files.readString(ReportPage.write(folder))).replaceAll("\\s+", " ");
        assertTrue(markup.contains("Clusters as edited"), markup);
        String row = markup.substring(markup.indexOf("Clusters as edited"));
        row = row.substring(0, row.indexOf("</table>"));
        for (String words : List.of("&lt;em&gt;shoes&lt;/em&gt;", "0.667", "0.600", "3, 4", "none", "0.900")) {
            assertTrue(row.contains(words), words + " in " + row);
        }
        assertTrue(markup.contains("&lt;em&gt;shoes&lt;/em&gt; (3)"), "the name is used for the network's cluster too");
    }

    @Test
    void whatAPersonAndAClusteringAddIsShown() throws IOException {
        RunFolderFixture.write(folder, new NoiseImages(60, 1, 24, false), run -> {});
        Files.writeString(folder.resolve("labels.csv"), "cluster,name\n0,<em>shoes</em>\n");
        Files.writeString(folder.resolve("duplicates.csv"), "first,second,cosine,pixels\n<a>.png,b.png,0.999,0.001\n");
        Files.writeString(folder.resolve("outliers.csv"), "path,score\nodd.png,0.9\n");
        Files.writeString(folder.resolve("skipped.csv"), "path,reason\nbad.png,cut short\n");
        String page = Files.readString(ReportPage.write(folder));
        String markup = markup(page);
        assertTrue(markup.contains("&lt;em&gt;shoes&lt;/em&gt; (0)"));
        assertEquals(
                "<em>shoes</em> (0)",
                data(page).getAsJsonArray("clusters").get(0).getAsString());
        for (String words : List.of("Near-duplicates", "&lt;a&gt;.png", "odd.png", "cut short", "Outliers")) {
            assertTrue(markup.contains(words), words);
        }
    }

    @Test
    void theLargestPageIsBelow15Megabytes() throws IOException {
        RunFolderFixture.write(folder, new NoiseImages(3000, 3, 64, true), run -> {
            run.k = 100;
            run.attends = true;
            run.clusters = IntStream.range(0, 3000).map(i -> i % 100).toArray();
        });
        byte[] much = new byte[6_000_000];
        Files.write(folder.resolve("figures/transformer-epoch-000-examples.png"), much);
        Files.write(folder.resolve("figures/transformer-epoch-001-examples.png"), much);
        long size = Files.size(ReportPage.write(folder));
        assertTrue(size < 15_000_000, () -> size + " bytes");
    }

    @Test
    void aWordIsQuotedForTheShell() {
        assertEquals("'my photos/it'\\''s'", Words.quoted("my photos/it's"));
        assertEquals("runs/a-b.c", Words.quoted("runs/a-b.c"));
    }

    @Test
    void numbersOfClustersAreComparedIfTheirTableIsThere() throws IOException {
        NoiseImages images = new NoiseImages(30, 1, 24, false);
        assertFalse(page(images).contains("id=\"counts\""));
        Files.writeString(
                folder.resolve("counts.csv"),
                "k,silhouette,calinski_harabasz,stability,confidence,effective_clusters,advice\n"
                        + "2,0.31,1200.5,0.98,0.4,1.9,\n3,0.52,1500.25,1.0,0.5,2.8,very sure\n");
        String page = Files.readString(ReportPage.write(folder));
        assertTrue(page.contains("How many clusters"), "the section");
        assertTrue(markup(page).contains("<td>very sure</td>"), "the advice");
        assertEquals(
                0.52,
                data(page)
                        .getAsJsonObject("counts")
                        .getAsJsonObject("series")
                        .getAsJsonArray("silhouette")
                        .get(1)
                        .getAsDouble());
    }
}

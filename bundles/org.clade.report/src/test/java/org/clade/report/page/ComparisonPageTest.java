package org.clade.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterScores;
import org.clade.picture.NoiseImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {

    private static final NoiseImages IMAGES = new NoiseImages(9, 3, 8, false);

    @TempDir
    private Path folder;

    private static RunComparison comparison(int clusters) {
        return new RunComparison(
                "<script>x</script>",
                "b",
                9,
                2,
                0,
                new ClusterScores(Map.of("ari", 0.25, "nmi", 0.5)),
                2,
                IntStream.range(0, clusters)
                        .mapToObj(i -> new RunComparison.Destination(
                                i,
                                i == 0 ? "<b>hats" : "",
                                5,
                                i + 1,
                                4,
                                List.of(new RunComparison.Share(i + 1, 4), new RunComparison.Share(0, 1))))
                        .toList(),
                List.of(new RunComparison.Move(0, 0, 2, List.of(IMAGES.item(3), IMAGES.item(4), "elsewhere.png"))));
    }

    private String page(int clusters) throws IOException {
        RunComparison comparison = comparison(clusters);
        Path file = folder.resolve("new/compare.html");
        ComparisonPage.write(comparison, MovedImages.of(IMAGES, comparison), file);
        return Files.readString(file);
    }

    @Test
    void showsScoresTheMatrixAndTheImagesThatMoved() throws IOException {
        String page = page(2);
        for (String words : List.of(
                "<dt>NMI</dt><dd>0.500</dd>",
                "<dd>2 (22.2%)</dd>",
                "2 images are only in the first and 0 only in the second",
                "class=\"matrix\"",
                "Cluster 0 to cluster 0",
                "data:image/jpeg;base64,",
                "elsewhere.png")) {
            assertTrue(page.contains(words), words);
        }
        assertEquals(2, page.split("class=\"hit\"", -1).length - 1, "a frame for each match");
    }

    @Test
    void namesAreTextAndNothingIsFetched() throws IOException {
        String page = page(2);
        assertFalse(page.contains("<script>x"), "the name of a side");
        assertFalse(page.contains("<b>hats"), "the name of a cluster");
        assertFalse(page.contains("<img src=x"), "the name of an image");
        assertTrue(page.contains("default-src 'none'"));
    }

    @Test
    void ofManyClustersTheLargestMovesAreListed() throws IOException {
        assertFalse(page(31).contains("class=\"matrix\""));
    }

    @Test
    void withoutImagesTheNamesRemain() throws IOException {
        Path file = folder.resolve("compare.html");
        ComparisonPage.write(comparison(2), MovedImages.NONE, file);
        String page = Files.readString(file);
        assertTrue(page.contains("elsewhere.png"));
        assertFalse(page.contains("data:image/jpeg"));
    }
}

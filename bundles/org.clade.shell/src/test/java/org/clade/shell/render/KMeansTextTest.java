package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.clade.base.json.SummaryReader;
import org.junit.jupiter.api.Test;

class KMeansTextTest {

    private static Optional<String> text(String variant, String own, String pixels, String colors) {
        return KMeansText.of(SummaryReader.read(String.format(
                Locale.ROOT,
                """
                {"variant": "%s", %s, "k": 10, "status": "finished", "exit_code": 0, "kmeans": {%s, "images": 9, "of": 9, "protocol": "p"},
                 "kmeans_histogram": {%s, "images": 9, "of": 9, "protocol": "p"}}""",
                variant,
                own,
                pixels,
                colors)));
    }

    @Test
    void accDecidesWhereThereAreLabels() {
        String better = text(
                        "photos",
                        "\"acc\": 0.301, \"effective_clusters\": 9.1",
                        "\"acc\": 0.228, \"effective_clusters\": 9.5",
                        "\"acc\": 0.25, \"effective_clusters\": 9.5")
                .orElseThrow();
        assertEquals(
                "The network has an ACC of 0.301, k-means 0.228 on pixels and 0.250 on color histograms: 0.051 more than the best of k-means.",
                better);
        String equal = text(
                        "photos",
                        "\"acc\": 0.299, \"effective_clusters\": 9.1",
                        "\"acc\": 0.228, \"effective_clusters\": 9.5",
                        "\"acc\": 0.25, \"effective_clusters\": 9.5")
                .orElseThrow();
        assertTrue(
                equal.endsWith(
                        ": not 0.05 better than k-means, and features of a pretrained network would help (--network)."),
                equal);
    }

    @Test
    void withoutLabelsTheRecordOfTheRecipeIsSaid() {
        String own = "\"effective_clusters\": 8.04";
        String unlabeled = text("photos", own, "\"effective_clusters\": 9.5", "\"effective_clusters\": 9.25")
                .orElseThrow();
        assertTrue(
                unlabeled.startsWith(
                        "The network has 8.0 effective clusters, k-means 9.5 on pixels and 9.3 on color histograms;"),
                unlabeled);
        assertTrue(unlabeled.contains("pretrained network"), unlabeled);
        assertFalse(text("mmdc-cifar10", own, own, own).orElseThrow().contains("pretrained"));
        assertEquals(
                Optional.empty(),
                KMeansText.of(
                        SummaryReader.read("{\"variant\": \"photos\", \"status\": \"finished\", \"exit_code\": 0}")));
    }
}

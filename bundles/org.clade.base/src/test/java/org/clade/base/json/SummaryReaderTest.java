package org.clade.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.junit.jupiter.api.Test;

class SummaryReaderTest {

    private static final ClusterScores SCORES = new ClusterScores(scores());

    private static Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("acc", 0.5);
        scores.put("my_metric", 2.0);
        return scores;
    }

    private static RunSummary summary() {
        return new RunSummary(
                new RunSummary.Setup(
                        "mmdc",
                        "MMDC",
                        "mmdc",
                        "paper",
                        "photos",
                        "all images",
                        new DatasetNotes(
                                List.of(new DatasetNote(
                                        DatasetNote.Kind.LEFT_OUT, 2, ".txt files", "no image", List.of("a.txt"))),
                                List.of()),
                        10,
                        Long.MAX_VALUE - 1,
                        "fp32",
                        "cpu",
                        "PyTorch",
                        2,
                        "0.1.0"),
                OptionalInt.of(90),
                OptionalLong.of(1234),
                Optional.of(new RunSummary.PixelScores(SCORES, 80, 90, "kmeans on pixels")),
                Optional.of(new RunSummary.PixelScores(SCORES, 80, 90, "kmeans on color histograms")),
                List.of(new RunSummary.Edit(
                        "2026-01-01T00:00:00Z",
                        1,
                        2,
                        0,
                        "task",
                        List.of("train"),
                        "entropy",
                        "square=3",
                        "org.a",
                        "1.0.0",
                        "ab",
                        "org.b",
                        "2.0.0",
                        "cd",
                        "part:swap",
                        "kept")),
                List.of("few images"),
                new RunSummary.Training(
                        OptionalInt.of(3),
                        OptionalInt.of(6),
                        OptionalLong.of(60),
                        SCORES,
                        Optional.of(new RunSummary.Evaluated(2, 4, 40, SCORES, Optional.of("labels"))),
                        Optional.of(new RunSummary.Evaluated(3, 6, 60, SCORES, Optional.empty())),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty()),
                new RunSummary.Speed(
                        new RunSummary.Seconds(9.5, 1, 2, 3, 0.5, 2.5),
                        123.4,
                        Map.of("train", 99.5),
                        OptionalLong.of(512)),
                RunState.STOPPED,
                RunOutcome.TERMINATED,
                List.of(
                        new RunSummary.ClusterSize(0, 90, 1, OptionalDouble.of(0.75)),
                        new RunSummary.ClusterSize(1, 0, 0, OptionalDouble.empty())),
                Optional.of("It was stopped."));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertEquals(summary(), SummaryReader.read(ResultJson.write(summary()).toString()));
    }

    @Test
    void theMembersHaveTheNamesAndTheOrderOfTheFile() {
        JsonObject json = ResultJson.write(summary());

        assertEquals(
                "variant title method reading data protocol left_out k seed precision device engine threads clade_version"
                        + " images parameters kmeans kmeans_histogram edited warnings epochs rounds steps acc my_metric best last collapsed"
                        + " seconds images_per_second images_per_second_by_stage peak_memory_mb status exit_code clusters"
                        + " failure",
                String.join(" ", json.keySet()));
        assertEquals(
                "{\"count\":2,\"what\":\".txt files\",\"reason\":\"no image\",\"examples\":[\"a.txt\"]}",
                json.getAsJsonArray("left_out").get(0).toString());
        assertEquals(
                "{\"epoch\":2,\"round\":4,\"step\":40,\"acc\":0.5,\"my_metric\":2.0,\"selected_by\":\"labels\"}",
                json.get("best").toString());
        assertEquals(
                "time round step epoch kind phases old new old_bundle old_version old_sha256 bundle version sha256 cause state",
                String.join(
                        " ",
                        json.getAsJsonArray("edited").get(0).getAsJsonObject().keySet()));
        assertEquals(
                "acc my_metric images of protocol",
                String.join(" ", json.getAsJsonObject("kmeans").keySet()));
        assertEquals(
                "{\"cluster\":1,\"images\":0,\"share\":0.0}",
                json.getAsJsonArray("clusters").get(1).toString());
        assertEquals(143, json.get("exit_code").getAsInt());
        assertEquals("stopped", json.get("status").getAsString());
    }

    @Test
    void aScoreThatIsNoNumberIsLeftOut() {
        JsonObject json = ResultJson.write(
                new RunSummary.Evaluated(0, 0, 0, new ClusterScores(Map.of("acc", Double.NaN)), Optional.empty()));
        assertEquals("{\"epoch\":0,\"round\":0,\"step\":0}", json.toString());
    }

    @Test
    void whatEarlierVersionsLeftOutIsEmpty() {
        RunSummary read = SummaryReader.read("{\"status\": \"finished\", \"acc\": 0.5}");

        assertEquals(RunOutcome.COMPLETED, read.outcome());
        assertEquals(OptionalDouble.of(0.5), read.score("acc"));
        assertEquals(OptionalInt.empty(), read.images());
        assertEquals(List.of(), read.clusters());
        assertEquals("", read.setup().variant());
    }

    @Test
    void whatWasEditedIsRefused() {
        assertEquals("its status is “done”", refused("{\"status\": \"done\"}"));
        assertEquals("its exit_code is 77", refused("{\"status\": \"failed\", \"exit_code\": 77}"));
        assertEquals("it is empty", refused(""));
        assertThrows(JsonParseException.class, () -> SummaryReader.read("{\"status\": \"failed\", \"k\": \"ten\"}"));
        assertThrows(JsonParseException.class, () -> SummaryReader.read("{\"status\": \"failed\", \"clusters\": 3}"));
        assertThrows(JsonParseException.class, () -> SummaryReader.read("[]"));
        assertThrows(JsonParseException.class, () -> SummaryReader.read("{\"status\": "));
    }

    private static String refused(String text) {
        return assertThrows(IllegalArgumentException.class, () -> SummaryReader.read(text))
                .getMessage();
    }

    @Test
    void everyExitCodeHasOneOutcome() {
        for (RunOutcome outcome : RunOutcome.values()) {
            if (outcome != RunOutcome.UNFINISHED) {
                assertEquals(Optional.of(outcome), ExitCodes.outcome(ExitCodes.of(outcome)));
            }
        }
        assertTrue(ExitCodes.outcome(3).isEmpty());
    }
}

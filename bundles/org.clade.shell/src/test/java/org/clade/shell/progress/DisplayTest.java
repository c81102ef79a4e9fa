package org.clade.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunProgress;
import org.clade.shell.context.Console;
import org.clade.shell.context.Screen;
import org.clade.shell.context.VisibleStream;
import org.junit.jupiter.api.Test;

class DisplayTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 4, 12, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void barShowsShareEndAndScores() {
        new BarDisplay(VisibleStream.over(err), screen(120), () -> NOON).show(progress("training", 100, 0.5, 100));
        assertEquals(
                "\r\u001b[K[============>           ]  50%  1:40 left, ends 12:01  training, epoch 3/20, batch 41/120"
                        + "  acc 0.512 nmi 0.480",
                text());
    }

    @Test
    void barFitsNarrowTerminals() {
        BarDisplay bar = new BarDisplay(VisibleStream.over(err), screen(60), () -> NOON);
        bar.show(progress("training", 100, 1, 0));
        String line = text().replace("\r\u001b[K", "");
        assertTrue(line.length() < 60, line);
        assertTrue(line.startsWith("[========================] 100%"), line);
    }

    @Test
    void barIsTakenAwayForOtherOutput() {
        BarDisplay bar = new BarDisplay(VisibleStream.over(err), screen(80), () -> NOON);
        bar.clear();
        assertEquals("", text());
        bar.show(progress("training", 1, 0, -1));
        bar.clear();
        assertTrue(text().endsWith("\r\u001b[K"));
    }

    @Test
    void barTellsTheTimeSoFarWhileTheEndIsUnknown() {
        new BarDisplay(VisibleStream.over(err), screen(80), () -> NOON).show(progress("reading images", 75, 0, -1));
        assertTrue(text().contains("  1:15  reading images"), text());
    }

    @Test
    void plainLinesComeNowAndThen() {
        PlainDisplay plain = new PlainDisplay(err);
        for (int second = 0; second <= 40; second++) {
            plain.show(progress("training", second, second / 100.0, 100 - second));
        }
        assertEquals(
                List.of("0:00", "0:15", "0:30"),
                text().lines().map(line -> line.substring(0, 4)).toList());
        assertTrue(text().lines().noneMatch(line -> line.contains("\u001b")));
        assertEquals(
                "0:15  15%  training, epoch 3/20, batch 41/120  acc 0.512 nmi 0.480  632 images/s  1:25 left",
                text().lines().skip(1).findFirst().orElse(""));
    }

    @Test
    void plainLinesThinOutInLongRuns() {
        PlainDisplay plain = new PlainDisplay(err);
        for (int second = 0; second <= 36_000; second++) {
            plain.show(progress("training", second, 0, -1));
        }
        long lines = text().lines().count();
        assertTrue(lines > 50 && lines < 200, lines + " lines in ten hours");
    }

    @Test
    void aNewStageIsToldAtOnce() {
        PlainDisplay plain = new PlainDisplay(err);
        plain.show(progress("training", 10, 0, -1));
        plain.show(progress("evaluating", 12, 0, -1));
        assertEquals(2, text().lines().count());
    }

    @Test
    void newsComesSooner() {
        PlainDisplay plain = new PlainDisplay(err);
        for (int second = 0; second < 12; second++) {
            plain.show(RunProgress.of("training")
                    .withEpoch(1, 2)
                    .withRound(second, 20)
                    .withTime(0, second, -1)
                    .withSpeed(100));
        }
        assertEquals(
                List.of("0:00", "0:05", "0:10"),
                text().lines().map(line -> line.substring(0, 4)).toList());
    }

    @Test
    void aCountAndWhatScoresWereMadeOfAreShown() {
        RunProgress evaluating = RunProgress.of("evaluating before training")
                .withEpoch(0, 20)
                .withRound(0, 120)
                .withTime(0.02, 4, 90)
                .withSpeed(250)
                .withScores(Map.of("acc", 0.276, "effective_clusters", 3.1), "sample of 1000 images")
                .withCount(new RunProgress.Count("images", 1000, 10_000));
        new PlainDisplay(err).show(evaluating);
        assertEquals(
                "0:04  2%  evaluating before training, 1,000/10,000 images  acc 0.276 (sample of 1000 images)"
                        + "  250 images/s  1:30 left",
                text().strip());
        bytes.reset();
        new JsonDisplay(err).show(evaluating);
        JsonObject line = JsonParser.parseString(text()).getAsJsonObject();
        assertEquals("images", line.get("unit").getAsString());
        assertEquals(1000, line.get("done").getAsLong());
        assertEquals(10_000, line.get("total").getAsLong());
        assertEquals("sample of 1000 images", line.get("scores_of").getAsString());
    }

    @Test
    void stepsAreNews() {
        PlainDisplay plain = new PlainDisplay(err);
        for (int second = 0; second < 12; second++) {
            plain.show(RunProgress.of("training")
                    .withEpoch(1, 2)
                    .withRound(0, 20)
                    .withTime(0, second, -1)
                    .withSpeed(100)
                    .withScores(Map.of("effective_clusters", 6.25), "before training")
                    .withCount(new RunProgress.Count("steps", second, 248)));
        }
        assertEquals(3, text().lines().count());
        assertTrue(
                text().contains(
                                "0:10  0%  training, epoch 1/2, 10/248 steps  6.3 effective clusters (before training)"),
                text());
    }

    @Test
    void jsonLinesAreObjects() {
        new JsonDisplay(err).show(progress("training", 5, 0.25, 15));
        JsonObject line = JsonParser.parseString(text()).getAsJsonObject();
        assertEquals("training", line.get("stage").getAsString());
        assertEquals(0.25, line.get("share").getAsDouble());
        assertEquals(15, line.get("remaining").getAsDouble());
        assertEquals(0.512, line.get("acc").getAsDouble());
        assertEquals(1, text().lines().count());
    }

    @Test
    void autoFollowsTheScreen() {
        assertTrue(ProgressMode.AUTO.display(new Console(err, err, screen(80))) instanceof BarDisplay);
        assertTrue(ProgressMode.AUTO.display(new Console(err, err, Screen.NONE)) instanceof PlainDisplay);
        ProgressMode.NONE.display(new Console(err, err, screen(80))).show(progress("training", 1, 0, 1));
        assertEquals("", text());
    }

    private static RunProgress progress(String stage, double elapsed, double share, double remaining) {
        return RunProgress.of(stage)
                .withEpoch(3, 20)
                .withRound(41, 120)
                .withTime(share, elapsed, remaining)
                .withSpeed(632)
                .withScores(Map.of("acc", 0.512, "nmi", 0.48), "");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Screen screen(int width) {
        return new Screen() {
            @Override
            public boolean terminal() {
                return true;
            }

            @Override
            public int width() {
                return width;
            }
        };
    }
}

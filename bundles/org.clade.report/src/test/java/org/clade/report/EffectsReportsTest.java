package org.clade.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.api.statistics.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectsReportsTest {

    @TempDir
    private Path folder;

    private static MainEffect effect(String level, double change, OptionalDouble error) {
        return new MainEffect("acc", "attention", level, "<gaussian>", 4, change, error, error, error, error, error);
    }

    @Test
    void aPageHasThePlotAndTheNumbers() throws IOException {
        Path page = new EffectsReports()
                .write(
                        new EffectsReport(
                                "gatcluster-28",
                                "noise, all",
                                Selection.LAST,
                                0.95,
                                8,
                                2,
                                4,
                                List.of(
                                        effect("conv", 0.125, OptionalDouble.of(0.25)),
                                        effect("identity", -0.5, OptionalDouble.empty())),
                                List.of("One run has not ended.")),
                        folder);

        String html = Files.readString(page);
        assertTrue(html.contains("+0.1250"), html);
        assertTrue(html.contains("-0.5000"));
        assertTrue(html.contains("&lt;gaussian&gt;"), "names are escaped");
        assertTrue(html.contains("One run has not ended."));
        assertTrue(html.contains("data:image/png;base64,"));
        assertFalse(html.contains("http://") || html.contains("https://"), "the page needs no network");
        assertEquals(
                900, ImageIO.read(folder.resolve("effects-acc.png").toFile()).getWidth());
    }
}

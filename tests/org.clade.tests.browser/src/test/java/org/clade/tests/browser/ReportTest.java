package org.clade.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The reports of all four methods, of a folder of photos, of a prediction and of a comparison, in a real browser. */
class ReportTest {

    private static final int DESKTOP = 1200;
    private static final int PHONE = 390;
    private static final String COMPARISON = "comparison";

    @TempDir
    private static Path folder;

    private static final Map<String, Path> REPORTS = new LinkedHashMap<>();
    private static Browser browser;

    @BeforeAll
    static void makeReports() throws IOException, InterruptedException {
        browser = Browser.start();
        SmallReports reports = new SmallReports(folder);
        for (String variant : List.of("gatcluster-28", "dac-star-mnist", "st-dac-mnist-2st", "mmdc-mnist")) {
            REPORTS.put(variant, reports.ofRun(variant));
        }
        REPORTS.put(
                "prediction", reports.ofPrediction(REPORTS.get("gatcluster-28").getParent()));
        REPORTS.put("cluster", reports.ofCluster());
        REPORTS.put(
                COMPARISON,
                reports.ofComparison(
                        REPORTS.get("gatcluster-28").getParent(),
                        REPORTS.get("mmdc-mnist").getParent()));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> reports() {
        return REPORTS.keySet().stream();
    }

    /** {@return all but the comparison, which has neither a training nor a map} */
    static Stream<String> results() {
        return reports().filter(report -> !report.equals(COMPARISON));
    }

    private static Object script(String script) {
        return browser.driver().executeScript(script);
    }

    private static void open(String report, int width, boolean dark) {
        browser.open(REPORTS.get(report), width, dark);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void itOpensWithoutAnErrorAndAsksForNothing(String report) {
        open(report, DESKTOP, false);
        assertEquals(List.of(), browser.messages());
        assertEquals(List.of(REPORTS.get(report).toUri().toString()), browser.requests());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyChartIsDrawn(String report) {
        open(report, DESKTOP, false);
        long plots = (long) script("return document.querySelectorAll('.plot').length");
        assertTrue(
                plots >= (report.equals(COMPARISON) ? 1 : report.equals("prediction") ? 2 : 7),
                () -> plots + " charts");
        assertEquals(Long.toString(plots), script("return document.documentElement.getAttribute('data-ready')"));
        assertEquals(
                List.of(),
                script(
                        "return [...document.querySelectorAll('.plot')].filter(plot => { const c = plot.querySelector('canvas');"
                                + " return !c || c.width === 0 || !c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); })"
                                + ".map(plot => plot.id)"));
        assertTrue((long) script("return document.images.length") > 2);
        assertEquals(
                List.of(), script("return [...document.images].filter(i => i.naturalWidth === 0).map(i => i.alt)"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void theSliderMovesThroughTheTraining(String report) {
        open(report, DESKTOP, false);
        if (report.equals("prediction")) {
            assertEquals(List.of(), browser.driver().findElements(By.id("step")), "a prediction has no training");
            return;
        }
        String drawing = "return document.querySelector('#polygon canvas').toDataURL()";
        Object last = script(drawing);
        String said = browser.driver().findElement(By.id("step-said")).getText();
        browser.driver().findElement(By.id("step")).sendKeys(Keys.ARROW_LEFT);
        assertNotEquals(said, browser.driver().findElement(By.id("step-said")).getText());
        assertNotEquals(last, script(drawing));
        List<WebElement> colors = browser.driver().findElements(By.id("polygon-by"));
        assertEquals(report.equals("cluster") ? 0 : 1, colors.size(), "without labels there are no classes");
        colors.forEach(choice -> choice.sendKeys("class"));
        assertEquals(List.of(), browser.messages());
    }

    @ParameterizedTest
    @MethodSource("results")
    void anImageOfTheMapIsShownWithItsName(String report) {
        open(report, DESKTOP, false);
        WebElement point = browser.driver().findElement(By.id("map-point"));
        browser.driver().findElement(By.id("map-next")).sendKeys(Keys.ENTER);
        String first = point.getText();
        assertTrue(first.contains("confidence"), first);
        browser.driver().findElement(By.id("map-next")).sendKeys(Keys.ENTER);
        assertNotEquals(first, point.getText());
        assertEquals(0L, script("return document.querySelectorAll('img[onerror]').length"), "names are no markup");
        Object before = script("return document.querySelector('#map canvas').toDataURL()");
        browser.driver()
                .findElement(By.cssSelector("[data-chart=map][data-zoom='0.5']"))
                .click();
        Object after = before;
        for (long end = System.nanoTime() + 10_000_000_000L; after.equals(before) && System.nanoTime() < end; ) {
            after = script("return document.querySelector('#map canvas').toDataURL()"); // drawn in the next frame
        }
        assertNotEquals(before, after, "zoomed");
        assertEquals(List.of(), browser.messages());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theKeyboardReachesEverything(String report) {
        open(report, DESKTOP, false);
        String all = "a[href], button, select, input, summary, [tabindex='0']";
        script("window.reached = new Set(); document.addEventListener('focusin', e => reached.add(e.target));");
        long count = (long) script("return [...document.querySelectorAll(\"" + all
                + "\")].filter(e => e.checkVisibility({ contentVisibilityAuto: true })).length");
        Actions keys = new Actions(browser.driver());
        for (int i = 0; i < count + 5; i++) {
            keys.sendKeys(Keys.TAB);
        }
        keys.perform();
        assertEquals(
                List.of(),
                script(
                        "return [...document.querySelectorAll(\"" + all
                                + "\")].filter(e => e.checkVisibility({ contentVisibilityAuto: true }) && !reached.has(e)).map(e => e.outerHTML.slice(0, 120))"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void axeFindsNothingInTheLightInTheDarkAndOnAPhone(String report) {
        for (int width : new int[] {DESKTOP, PHONE}) {
            for (boolean dark : new boolean[] {false, true}) {
                open(report, width, dark);
                script("document.querySelectorAll('details').forEach(d => d.open = true)");
                List<Rule> violations =
                        new AxeBuilder().analyze(browser.driver()).getViolations();
                assertEquals(
                        List.of(),
                        violations.stream()
                                .map(rule -> "%s px, dark %s, %s: %s, such as %s"
                                        .formatted(
                                                width,
                                                dark,
                                                rule.getId(),
                                                rule.getHelp(),
                                                rule.getNodes().get(0).getHtml()))
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aPhoneShowsNothingOutsideItsScreen(String report) {
        open(report, PHONE, false);
        long wide = (long) script("return document.documentElement.scrollWidth");
        assertTrue(wide <= PHONE, () -> wide + " pixels");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void itIsPrinted(String report) {
        open(report, DESKTOP, true);
        long plots = (long) script("return document.querySelectorAll('.plot').length");
        long pictures = 0;
        for (Instant end = Instant.now().plus(Browser.LIMIT);
                pictures <= plots && Instant.now().isBefore(end); ) {
            pictures = picturesOnPaper(); // a busy browser prints a page that it has not laid out yet
        }
        assertTrue(pictures > plots, "%s charts, but %s pictures on paper".formatted(plots, pictures));
    }

    private static long picturesOnPaper() {
        Object printed = browser.driver()
                .executeCdpCommand("Page.printToPDF", Map.of("printBackground", false))
                .get("data");
        byte[] pdf = Base64.getDecoder().decode(printed.toString());
        return Pattern.compile("/Subtype /Image")
                .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }
}

package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    @Test
    void alignsColumnsAndNumbers() {
        String text = new Table("NAME", ">N", "WHAT")
                .row("a", 5, "x")
                .row("long", 1000, "y")
                .render(80);
        assertEquals(
                List.of("NAME     N  WHAT", "a        5  x", "long  1000  y"),
                text.lines().toList());
    }

    @Test
    void wrapsTheLastColumnAtWords() {
        String text = new Table("A", "B")
                .row("x", "one two three four five six seven")
                .render(30);
        assertEquals(
                List.of("A  B", "x  one two three four five six", "   seven"),
                text.lines().toList());
    }

    @Test
    void keepsWordsThatAreTooLong() {
        String path = "runs/fashion-mnist-10k/gatcluster-28/20260102-030405-s1";
        assertTrue(Table.pairs().row("folder", path).render(40).contains(path));
    }

    @Test
    void pairsHaveNoHeaderAndLeaveOutWhatIsNotKnown() {
        String text =
                Table.pairs().known("a", "").known("b", null).known("c", 3).render(80);
        assertEquals(List.of("c  3"), text.lines().toList());
    }

    @Test
    void countsCharactersNotBytes() {
        String text = new Table("SHAPE", "X").row("3×96×96", "a").row("1", "b").render(80);
        assertEquals(
                List.of("SHAPE    X", "3×96×96  a", "1        b"), text.lines().toList());
    }

    @Test
    void narrowScreensGetTheLastColumnBelow() {
        String text = new Table("VARIANT", ">N", "TITLE")
                .row("a-long-name-of-a-variant", 7, "one two three")
                .row("b", 8, "")
                .render(40);
        assertEquals(
                List.of(
                        "VARIANT                   N",
                        "    TITLE",
                        "a-long-name-of-a-variant  7",
                        "    one two three",
                        "b                         8"),
                text.lines().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 25, 30, 35, 40, 50, 60, 80, 120})
    void noLineIsLongerThanTheScreenUnlessAWordIs(int width) {
        Table table = new Table("VARIANT", "METHOD", ">IMAGES", "TITLE")
                .row("stdac-mnist", "ST-DAC", 70_000, "MNIST, spatial transformer, two thresholds, as the paper has it")
                .row("甲虫", "DAC", 1, "幅の広い 文字 も 数える");
        table.render(width).lines().forEach(line -> assertTrue(columns(line) <= width, line));
        Table pairs = Table.pairs()
                .row("effective clusters", "nine point five of ten")
                .known("status", "finished");
        pairs.render(width).lines().forEach(line -> assertTrue(columns(line) <= Math.max(24, width), line));
    }

    @Test
    void theNarrowestScreensGetABlockForEachRow() {
        String text = new Table("VARIANT", "METHOD", "TITLE")
                .row("a-long-name", "GATCluster", "one two three four")
                .row("b", "", "x")
                .render(20);
        assertEquals(
                List.of(
                        "VARIANT  a-long-name",
                        "METHOD  GATCluster",
                        "TITLE",
                        "    one two three",
                        "    four",
                        "",
                        "VARIANT  b",
                        "TITLE  x"),
                text.lines().toList());
    }

    private static int columns(String line) {
        return line.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}

package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}

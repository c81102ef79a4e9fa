package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void scoresHaveThreePlaces() {
        assertEquals("0.513", Words.score(0.51299));
        assertEquals("-", Words.score(Double.NaN));
        assertEquals("-", Words.score(null));
    }

    @Test
    void durationsGrowWithTheirLength() {
        assertEquals("0:07", Words.duration(7.4));
        assertEquals("12:31", Words.duration(751));
        assertEquals("1:02:03", Words.duration(3723));
        assertEquals("-", Words.duration(-1));
    }

    @Test
    void countsHaveCommas() {
        assertEquals("10,000", Words.count(10000));
        assertEquals("1,235", Words.count(1234.6));
    }

    @Test
    void sizesAreReadable() {
        assertEquals("12 kB", Words.size(12_000));
        assertEquals("431 MB", Words.size(431_000_000));
        assertEquals("12.5 GB", Words.size(12_500_000_000L));
    }

    @Test
    void endsNameTheDayWhereItIsAnother() {
        LocalDateTime evening = LocalDateTime.of(2026, 3, 4, 23, 30);
        assertEquals("23:40", Words.end(evening, 600));
        assertEquals("Mar 5 00:30", Words.end(evening, 3600));
    }
}

package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void scoresHaveThreePlaces() {
        assertEquals("0.513", Format.score(0.51299));
        assertEquals("-", Format.score(Double.NaN));
        assertEquals("-", Format.score(null));
    }

    @Test
    void durationsGrowWithTheirLength() {
        assertEquals("0:07", Format.duration(7.4));
        assertEquals("12:31", Format.duration(751));
        assertEquals("1:02:03", Format.duration(3723));
        assertEquals("-", Format.duration(-1));
    }

    @Test
    void countsHaveCommas() {
        assertEquals("10,000", Format.count(10000));
        assertEquals("1,235", Format.count(1234.6));
    }

    @Test
    void sizesAreReadable() {
        assertEquals("12 kB", Format.size(12_000));
        assertEquals("431 MB", Format.size(431_000_000));
        assertEquals("12.5 GB", Format.size(12_500_000_000L));
    }

    @Test
    void endsNameTheDayWhereItIsAnother() {
        LocalDateTime evening = LocalDateTime.of(2026, 3, 4, 23, 30);
        assertEquals("23:40", Format.end(evening, 600));
        assertEquals("Mar 5 00:30", Format.end(evening, 3600));
    }
}

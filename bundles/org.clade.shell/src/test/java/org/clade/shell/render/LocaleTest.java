package org.clade.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.util.Locale;
import org.clade.golden.ForeignLocales;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shell's output is the same in every locale. */
class LocaleTest {

    private static String words() {
        LocalDateTime evening = LocalDateTime.of(2026, 3, 4, 23, 30);
        return String.join(
                " ",
                Format.score(-0.5125),
                Format.duration(3723),
                Format.count(1234567),
                Format.size(431_000_000),
                Format.size(12_500_000_000L),
                Format.end(evening, 3600 * 24 * 3));
    }

    @ParameterizedTest
    @MethodSource("org.clade.golden.ForeignLocales#all")
    void numbersAndTimesAreTheSameInEveryLocale(Locale locale) {
        assertEquals(
                ForeignLocales.under(Locale.ROOT, LocaleTest::words), ForeignLocales.under(locale, LocaleTest::words));
    }
}

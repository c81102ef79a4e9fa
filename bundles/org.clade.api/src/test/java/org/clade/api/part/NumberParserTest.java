package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {

    @ParameterizedTest
    // wording: a number without a leading zero
    @CsvSource({"0.001,0.001", "1e-4,1e-4", "+5,5", "-.5,-0.5", "1.,1", "007,7", "1E+3,1000", "0e-999,0", "-0,-0.0"})
    void numbersAreReadAsTheyAreWrittenInPrograms(String text, double number) {
        assertEquals(OptionalDouble.of(number), NumberParser.number(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0,001",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "0x1p3",
                "1e400",
                "-1e400",
                "1e-400",
                "1d",
                "1f",
                "1L",
                "٠.٥",
                "０.５",
                "1 000",
                "1_000",
                "1'000",
                "--1",
                "1e",
                "e3",
                ".",
                "1.2.3",
                "½",
                "1e99999999999",
                " 1",
                "1\n"
            })
    void allElseIsNoNumber(String text) {
        assertEquals(OptionalDouble.empty(), NumberParser.number(text));
        assertEquals(OptionalInt.empty(), NumberParser.whole(text));
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "1e3,1000", "1000.0,1000", "+7,7", "-3,-3", "2147483647,2147483647"})
    void wholeNumbersMayHaveAnExponent(String text, int number) {
        assertEquals(OptionalInt.of(number), NumberParser.whole(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "-2147483649",
                "9223372036854775808",
                "2.5",
                "1e-1",
                "1e99",
                "1e999999999",
                "1.000",
                "12.50",
                "2147483647.0000001"
            })
    void whatAnIntCannotHoldIsNoWholeNumber(String text) {
        assertEquals(OptionalInt.empty(), NumberParser.whole(text));
    }

    @Test
    void aDecimalCommaIsAnsweredWithAPoint() {
        assertTrue(NumberParser.advice(" 0,001").endsWith("as in 0.001"));
        assertTrue(NumberParser.advice("-1,5e-3").endsWith("as in -1.5e-3"));
        assertEquals("", NumberParser.advice("a,b"));
        assertEquals("", NumberParser.advice("1,2,3"));
    }
}

package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

    enum Shade {
        PALE,
        VERY_DARK
    }

    private static final Option<OptionalDouble> CLIP =
            Option.numberOrOff("clip", OptionalDouble.empty(), 1, 100, "Bound.");
    private static final Option<Double> RATE = Option.number("rate", 0.5, 0, 1, "Rate.");
    private static final Option<OptionalInt> WIDTH = Option.integerOr("width", "k", 2, 64, "Width.");
    private static final Option<Shade> SHADE = Option.choice("shade", Shade.VERY_DARK, "Shade.");
    private static final Option<Integer> KERNEL = Option.choice("kernel", List.of(1, 3), "Kernel.");
    private static final Option<Boolean> BIAS = Option.bool("bias", true, "Bias.");
    private static final Option<List<Integer>> AT = Option.integers("at", List.of(40), 0, 99, "Epochs.");
    private static final Option<List<Double>> MEAN = Option.numbers("mean", List.of(0.5, 0.25), 0, 1, "Mean.");
    private static final Option<Integer> LENGTH = Option.form(
            "length",
            text -> text.matches("x*") ? Optional.of(text.length()) : Optional.empty(),
            "xx",
            "any number of x",
            "Length.");

    private static final Part PART = new Part() {
        @Override
        public List<Option<?>> options() {
            return List.of(CLIP, RATE, WIDTH, SHADE, KERNEL, BIAS, AT, MEAN, LENGTH);
        }
    };

    private static String refused(String inside) {
        return assertThrows(RefusedException.class, () -> Settings.of(PART, inside))
                .getMessage();
    }

    @Test
    void aNumberCanBeOffWhereThatIsDeclared() {
        assertEquals(OptionalDouble.empty(), Settings.of(PART, "").get(CLIP));
        assertEquals(OptionalDouble.of(10), Settings.of(PART, "clip=10").get(CLIP));
        assertEquals(OptionalDouble.empty(), Settings.of(PART, "clip=off").get(CLIP));
    }

    @Test
    void aWordCanStandForAWholeNumber() {
        assertEquals(7, Settings.of(PART, "").get(WIDTH).orElse(7));
        assertEquals(7, Settings.of(PART, "width=k").get(WIDTH).orElse(7));
        assertEquals(12, Settings.of(PART, "width=12").get(WIDTH).orElse(7));
        assertTrue(refused("width=n").contains("a whole number from 2 to 64, or k"), () -> refused("width=n"));
    }

    @Test
    void aConstantIsWrittenInLowerCaseWithDashes() {
        assertEquals(Shade.VERY_DARK, Settings.of(PART, "").get(SHADE));
        assertEquals(Shade.PALE, Settings.of(PART, "shade=pale").get(SHADE));
        assertEquals("very-dark", SHADE.defaultValue());
        assertEquals(List.of("pale", "very-dark"), SHADE.choices());
        assertTrue(refused("shade=VERY_DARK").contains("it takes one of pale, very-dark; the default is very-dark"));
    }

    @Test
    void aChoiceOfNumbersIsANumber() {
        assertEquals(1, Settings.of(PART, "").get(KERNEL));
        assertEquals(3, Settings.of(PART, "kernel=3").get(KERNEL));
        assertTrue(refused("kernel=2").contains("it takes one of 1, 3"), () -> refused("kernel=2"));
    }

    @Test
    void severalNumbersAreAList() {
        assertEquals(List.of(40), Settings.of(PART, "").get(AT));
        assertEquals(List.of(30, 60), Settings.of(PART, "at=30 + 60").get(AT));
        assertEquals(List.of(0.5, 0.25), Settings.of(PART, "").get(MEAN));
        assertEquals("0.5+0.25", MEAN.defaultValue());
        assertEquals(List.of(1.0), Settings.of(PART, "mean=1").get(MEAN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=30+",
                "at=soon",
                "at=-1",
                "at=1.5",
                "at=30+100",
                "mean=0.4+",
                "mean=NaN",
                "mean=2",
                "length=y"
            })
    void whatHasAnotherFormIsRefused(String inside) {
        assertTrue(refused(inside).startsWith(inside + " does not fit part: it takes "), () -> refused(inside));
    }

    @Test
    void aPartMayReadAFormOfItsOwn() {
        assertEquals(2, Settings.of(PART, "").get(LENGTH));
        assertEquals(3, Settings.of(PART, "length=xxx").get(LENGTH));
        assertThrows(
                IllegalArgumentException.class,
                () -> Option.form("length", text -> Optional.empty(), "y", "any number of x", "Length."));
    }

    @ParameterizedTest
    @CsvSource({"bias=on, true", "bias=off, false", "'', true"})
    void aSwitchIsOnOrOff(String inside, boolean on) {
        assertEquals(on, Settings.of(PART, inside).get(BIAS));
    }

    @Test
    void otherNumbersCannotBeOff() {
        assertThrows(RefusedException.class, () -> Settings.of(PART, "rate=off"));
    }

    @Test
    void theRefusalSaysWhatIsAllowed() {
        assertTrue(refused("clip=1000").contains("a number from 1 to 100, or off"), () -> refused("clip=1000"));
    }

    @Test
    void onlyTheOptionsThatThePartDeclaresCanBeRead() {
        Option<Double> twin = Option.number("rate", 0.5, 0, 1, "Rate.");
        IllegalArgumentException stray = assertThrows(
                IllegalArgumentException.class, () -> Settings.of(PART, "").get(twin));
        assertTrue(stray.getMessage().contains("rate"), stray.getMessage());
    }

    @Test
    void settingsCanBeWrittenAgain() {
        Settings settings = Settings.of(PART, "off, rate=0.25");
        assertEquals("0.25", settings.written(RATE));
        assertEquals(
                Map.of(
                        "clip",
                        "off",
                        "rate",
                        "0.25",
                        "width",
                        "k",
                        "shade",
                        "very-dark",
                        "kernel",
                        "1",
                        "bias",
                        "on",
                        "at",
                        "40",
                        "mean",
                        "0.5+0.25",
                        "length",
                        "xx"),
                settings.written());
    }
}

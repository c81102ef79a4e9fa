package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OptionTest {

    private static final Part PART = new Part() {
        @Override
        public List<Option> options() {
            return List.of(
                    Option.numberOrOff("clip", "off", 1, 100, "Bound."),
                    Option.number("rate", 0.5, 0, 1, "Rate."),
                    Option.integerOr("width", "k", 2, 64, "Width."));
        }
    };

    @Test
    void aNumberCanBeOffWhereThatIsDeclared() {
        assertEquals(OptionalDouble.empty(), Settings.of(PART, "").optionalNumber("clip"));
        assertEquals(OptionalDouble.of(10), Settings.of(PART, "clip=10").optionalNumber("clip"));
        assertEquals(OptionalDouble.empty(), Settings.of(PART, "clip=off").optionalNumber("clip"));
    }

    @Test
    void aWordCanStandForAWholeNumber() {
        assertEquals(7, Settings.of(PART, "").integerOr("width", 7));
        assertEquals(7, Settings.of(PART, "width=k").integerOr("width", 7));
        assertEquals(12, Settings.of(PART, "width=12").integerOr("width", 7));
        RefusedException refused = assertThrows(RefusedException.class, () -> Settings.of(PART, "width=n"));
        assertTrue(refused.getMessage().contains("a whole number from 2 to 64, or k"), refused.getMessage());
    }

    @Test
    void otherNumbersCannot() {
        assertThrows(RefusedException.class, () -> Settings.of(PART, "rate=off"));
    }

    @Test
    void theRefusalSaysWhatIsAllowed() {
        RefusedException refused = assertThrows(RefusedException.class, () -> Settings.of(PART, "clip=1000"));
        assertTrue(refused.getMessage().contains("a number from 1 to 100, or off"), refused.getMessage());
    }
}

package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartSpecTest {

    private static final Option<Double> LR = Option.number("lr", 0.001, 0, 1, "Rate.");

    private static final Option<Integer> STEPS = Option.integer("steps", 3, 1, Integer.MAX_VALUE, "Steps.");

    private static final Option<String> BLOCKS = Option.string("blocks", "3x64", "Blocks.");

    private static final Option<Interval> SCALE = Option.range("scale", new Interval(0.8, 1.2), 0, 2, "Scale.");

    /** One option of many types, the number first. */
    private static final Part PART = new Part() {
        @Override
        public List<Option<?>> options() {
            return List.of(
                    LR,
                    Option.numberOrOff("clip", OptionalDouble.empty(), 1, 100, "Bound."),
                    STEPS,
                    Option.integerOr("width", "k", 2, 64, "Width."),
                    Option.bool("bias", true, "Bias."),
                    Option.choice("kernel", List.of(1, 3), "Kernel."),
                    SCALE,
                    BLOCKS);
        }
    };

    private static String refused(String text) {
        return assertThrows(RefusedException.class, () -> Settings.of(PART, PartSpec.parse(text)))
                .getMessage();
    }

    @Test
    void theFirstValueMayGoWithoutAName() {
        Settings settings = Settings.of(PART, PartSpec.parse(" adam ( 0.01 , steps = 1e3 , scale=0.5 ) "));
        assertEquals(0.01, settings.get(LR));
        assertEquals(1000, settings.get(STEPS));
        assertEquals(new Interval(0.5, 0.5), settings.get(SCALE));
        assertEquals("adam(0.01, steps=2)", PartSpec.parse("adam(0.01,steps=2)").toString());
        assertEquals(Map.of(), PartSpec.parse("adam()").values());
    }

    /** The paths of files hold what separates options elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"/a, b/net(1).pt", "k=2.pt", " x", "a)b(c"})
    void aTextInQuotesHoldsCommasAndBrackets(String path) {
        String text = "adam(0.5, blocks=" + PartSpec.quoted(path) + ", steps=2)";
        PartSpec spec = PartSpec.parse(text);
        assertEquals(text, spec.toString());
        assertEquals(spec, PartSpec.parse(spec.toString()));
        Settings settings = Settings.of(PART, spec);
        assertEquals(path, settings.get(BLOCKS));
        assertEquals(2, settings.get(STEPS));
        assertEquals(
                "adam(0.5, blocks=y, steps=2)",
                spec.with("blocks", "y", PART.options()).toString());
    }

    @Test
    void quotesComeInPairs() {
        assertEquals("plain/net.pt", PartSpec.quoted("plain/net.pt"));
        assertTrue(refused("adam(blocks=\"a, b)").contains("has a quote without its partner"));
        assertThrows(RefusedException.class, () -> PartSpec.quoted("a\"b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adam(lr=0, 001)          | has the value 001 without the name of its option; .* decimals with a point, as in lr=0.001",
                "adam(lr=0,001)           | as in lr=0.001",
                "adam(0,001)              | as in 0.001",
                "adam(steps=1,000)        | has the value 000 without .* thousands without a comma, as in steps=1000",
                "adam(scale=0,8..1,2)     | has the value 8..1 without .* a point",
                "adam(blocks=3x64, 3x128) | lists with plus signs, as in blocks=3x64.3x128",
                "adam(blocks=2,2,2)       | lists with plus signs",
                "adam(steps=2, 0.1)       | has the value 0.1 without the name of its option",
                "adam(kernel=3, x)        | has the value x without the name of its option",
                "adam(0.1, 0.2)           | has the value 0.2 without the name of its option",
                "adam(lr=0.1, lr=0.1)     | gives lr twice, as 0.1 and as 0.1",
                "adam(0.1, lr=0.2)        | adam is given lr twice, as 0.1 without a name and as lr=0.2",
                "adam(lr=)                | gives lr no value",
                "adam(lr= , steps=2)      | gives lr no value",
                "adam(lr=0.1,)            | has an empty option",
                "adam(,lr=0.1)            | has an empty option",
                "adam(=0.1)               | has the value 0.1 without the name of its option",
                "adam(lr=max(1))          | brackets within brackets",
                "adam(lr=1)(steps=2)      | brackets within brackets",
                "adam(lr=1))              | brackets within brackets",
                "adam(lr=0.1              | does not name a part",
                "adam lr=0.1)             | does not name a part",
                "adam（lr=0.1）            | does not name a part",
                "../evil                  | does not name a part",
                "adam(LR=0.1)             | no option of adam “LR”",
                "adam(clip=of)            | clip=of does not fit adam: it takes a number from 1 to 100, or off; the default is off",
                "adam(bias=true)          | bias=true does not fit adam: it takes on or off",
                "adam(kernel=2)           | kernel=2 does not fit adam: it takes one of 1, 3",
                "adam(scale=1.2..0.8)     | scale=1.2..0.8 does not fit adam: it takes a range a..b within 0..2",
                "adam(scale=..1)          | scale=..1 does not fit",
                "adam(scale=0.5..)        | does not fit",
                "adam(scale=0..NaN)       | does not fit",
                "adam(scale=1...2)        | does not fit",
            })
    void whatCouldBeReadInTwoWaysIsRefused(String text, String sentence) {
        assertTrue(refused(text).matches(".*" + sentence.replace("(", "\\(") + ".*"), () -> refused(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "0x1p-3", "1e400", "1e-400", "0.5f", "٠.٥", "０.５", "0.5 m", "2", "-1", "yes"})
    void aNumberOutsideTypeAndRangeIsRefusedWithBoth(String value) {
        assertTrue(refused("adam(lr=" + value + ")")
                .startsWith("lr=" + value + " does not fit adam: it takes a number from 0 to 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "9223372036854775808", "2.5", "0", "-1", "0x10", "1L", "３", "NaN", "1e10"})
    void aWholeNumberOutsideTypeAndRangeIsRefusedWithBoth(String value) {
        assertTrue(refused("adam(steps=" + value + ")")
                .startsWith("steps=" + value + " does not fit adam: it takes a whole number from 1 to 2147483647"));
    }

    @Test
    void anOptionIsSetOverItsValueWithoutAName() {
        List<Option<?>> options = PART.options();
        assertEquals(
                "adam(steps=2, lr=0.1)",
                PartSpec.parse("adam(0.5, steps=2)").with("lr", "0.1", options).toString());
        assertEquals(
                "adam(0.5, steps=3)",
                PartSpec.parse("adam(0.5, steps=2)").with("steps", "3", options).toString());
        String comma = assertThrows(
                        RefusedException.class, () -> PartSpec.parse("adam").with("lr", "0,001", options))
                .getMessage();
        assertEquals(
                "lr=0,001 does not fit adam: it takes a number from 0 to 1; the default is 0.001; write decimals with a"
                        + " point, as in 0.001.",
                comma);
        String unknown = assertThrows(
                        RefusedException.class, () -> PartSpec.parse("adam").with("lr", "0,001", List.of()))
                .getMessage();
        assertEquals(
                "lr of adam cannot be “0,001”: “,” separates options and parts; write decimals with a point, as in 0.001.",
                unknown);
        assertThrows(RefusedException.class, () -> PartSpec.parse("adam").with("blocks", "1), b(x=2", options));
        assertThrows(RefusedException.class, () -> PartSpec.parse("adam").with("lr", "0.1, steps=4", options));
        assertThrows(RefusedException.class, () -> PartSpec.parse("adam").with("lr", " ", options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entropy=",
                "entropy=NaN",
                "entropy=1e400",
                "entropy=0,5",
                "entropy=3, separability",
                "entropy=x",
                "e=３"
            })
    void aWeightIsANumber(String text) {
        String sentence =
                assertThrows(RefusedException.class, () -> TaskSpec.parse(text)).getMessage();
        assertTrue(sentence.startsWith("The weight in “" + text + "” is not a number"), sentence);
        assertEquals(text.contains("0,5"), sentence.endsWith("write decimals with a point, as in 0.5."));
    }

    @Test
    void aWeightIsWrittenAsItIsRead() {
        for (String weight : List.of("3", "0.5", "1.0E300", "-2", "1.0E-5")) {
            assertEquals(
                    "entropy=" + weight, TaskSpec.parse("entropy=" + weight).toString());
        }
        assertThrows(RefusedException.class, () -> TaskSpec.parse("invariance(similarity=dot)=5,entropy(floor=1)=3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spatial",
                ":spatial",
                "-1:spatial",
                "x:spatial",
                "1,5:spatial",
                "99999999999:spatial",
                "０:spatial"
            })
    void aStageIsAWholeNumberFromZero(String text) {
        String sentence = assertThrows(RefusedException.class, () -> StageSpec.parse(text))
                .getMessage();
        assertTrue(sentence.startsWith("“" + text + "” does not name a stage; write its number, from 0"), sentence);
    }
}

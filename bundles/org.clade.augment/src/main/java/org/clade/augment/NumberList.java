package org.clade.augment;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.clade.api.part.NumberParser;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** Numbers in one option value, written with plus signs between them because commas separate options: {@code 24+20+16}. */
final class NumberList {

    private NumberList() {}

    /** {@return the numbers of an option, at least one} */
    static double[] numbers(Settings settings, String option) {
        String text = settings.string(option);
        List<OptionalDouble> numbers = entries(text).map(NumberParser::number).toList();
        if (numbers.stream().anyMatch(OptionalDouble::isEmpty)) {
            throw new RefusedException(
                    "%s=%s is not a list of numbers; write one number, or several with plus signs between, such as 0.447+0.440+0.407."
                            .formatted(option, text));
        }
        return numbers.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
    }

    /** {@return the whole numbers of an option, at least one, each at least 1} */
    static int[] sizes(Settings settings, String option) {
        String text = settings.string(option);
        List<OptionalInt> sizes = entries(text).map(NumberParser::whole).toList();
        if (sizes.stream().anyMatch(size -> size.orElse(0) < 1)) {
            throw new RefusedException(
                    "%s=%s is not a list of sizes; write whole numbers of pixels with plus signs between, such as 24+20+16."
                            .formatted(option, text));
        }
        return sizes.stream().mapToInt(OptionalInt::getAsInt).toArray();
    }

    private static Stream<String> entries(String text) {
        return Arrays.stream(text.split("\\+", -1)).map(String::strip);
    }
}

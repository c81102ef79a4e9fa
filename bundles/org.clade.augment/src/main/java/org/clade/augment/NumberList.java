package org.clade.augment;

import java.util.Arrays;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** Numbers in one option value, written with plus signs between them because commas separate options: {@code 24+20+16}. */
final class NumberList {

    private NumberList() {}

    /** {@return the numbers of an option, at least one} */
    static double[] numbers(Settings settings, String option) {
        String text = settings.text(option);
        try {
            double[] numbers = Arrays.stream(text.split("\\+", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // refused below, in words
        }
        throw new RefusedException(
                "%s=%s is not a list of numbers; write one number, or several with plus signs between, such as 0.447+0.440+0.407."
                        .formatted(option, text));
    }

    /** {@return the whole numbers of an option, at least one, each at least 1} */
    static int[] sizes(Settings settings, String option) {
        String text = settings.text(option);
        try {
            int[] sizes = Arrays.stream(text.split("\\+", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (Arrays.stream(sizes).allMatch(size -> size > 0)) {
                return sizes;
            }
        } catch (NumberFormatException e) {
            // refused below, in words
        }
        throw new RefusedException(
                "%s=%s is not a list of sizes; write whole numbers of pixels with plus signs between, such as 24+20+16."
                        .formatted(option, text));
    }
}

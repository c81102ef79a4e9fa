package org.clade.api.part;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as recipes write them: digits 0 to 9, a decimal point and an exponent, the same in every locale. It
 * refuses NaN and Infinity, hexadecimal numbers, and numbers too large or too small for a double.
 */
public final class NumberParser {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");
    private static final Pattern SEVERAL_DECIMALS = Pattern.compile("\\.[0-9]{2,}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("([+-]?[0-9]+),([0-9]+(?:[eE][+-]?[0-9]+)?)");

    private NumberParser() {}

    /**
     * Reads a number.
     *
     * @param text the user's text
     * @return the number, which is finite; empty if the text is not one
     */
    public static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        boolean underflow = number == 0 && new BigDecimal(text).signum() != 0;
        return Double.isInfinite(number) || underflow ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /**
     * Reads a whole number, {@code 1000}, {@code 1e3} or {@code 1000.0}. It refuses {@code 1.000}, which may mean a thousand.
     *
     * @param text the user's text
     * @return the number; empty if the text is not one, or it does not fit an {@code int}
     */
    public static OptionalInt whole(String text) {
        if (!NUMBER.matcher(text).matches() || SEVERAL_DECIMALS.matcher(text).find()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new BigDecimal(text).intValueExact());
        } catch (ArithmeticException e) {
            return OptionalInt.empty(); // a fraction, or too large
        }
    }

    /**
     * Advice for a whole number written with a comma.
     *
     * @param text the user's text
     * @return the end of a sentence; empty if a comma is not the problem
     */
    public static String wholeAdvice(String text) {
        return DECIMAL_COMMA.matcher(text.strip()).matches() ? "; write its digits without a comma" : "";
    }

    /**
     * Advice for a number written with a decimal comma.
     *
     * @param text the user's text
     * @return the end of a sentence, {@code "; write decimals with a point, as in 0.5"}; empty if a comma is not the problem
     */
    public static String advice(String text) {
        Matcher comma = DECIMAL_COMMA.matcher(text.strip());
        return comma.matches()
                ? "; write decimals with a point, as in %s.%s".formatted(comma.group(1), comma.group(2))
                : "";
    }
}

package org.clade.api.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.clade.api.part.NumberParser;
import org.clade.api.part.RefusedException;

/**
 * The values of a key that a search tries: a range {@code a..b} or a list {@code a,b,c}.
 *
 * @param key a key of the recipe, or an option of its part such as {@code optimizer.lr}
 * @param values the text that was given
 * @param choices the values of a list; empty for a range
 * @param from the least value of a range
 * @param to its greatest value
 * @param integer whether the values are whole numbers
 * @param log whether equal ratios are equally likely, because the range spans a factor of 10 or more
 */
public record TuneRange(
        String key, String values, List<String> choices, double from, double to, boolean integer, boolean log) {

    private static final double DECADE = 10;
    private static final MathContext DIGITS = new MathContext(3);

    /** Copies the choices. */
    public TuneRange {
        choices = List.copyOf(choices);
    }

    /**
     * Reads a range or a list.
     *
     * @param text {@code key=a..b} or {@code key=a,b,c}
     * @return the values
     * @throws RefusedException if the text has another form, or the range is empty
     */
    public static TuneRange parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw refused(text, "names no key and values");
        }
        String key = text.substring(0, equals).strip();
        String values = text.substring(equals + 1).strip();
        int dots = values.indexOf("..");
        if (dots < 0) {
            List<String> choices = choices(values);
            if (choices.size() < 2 || choices.contains("")) {
                throw refused(text, "gives fewer than two values");
            }
            return new TuneRange(key, values, choices, 0, 0, false, false);
        }
        String low = values.substring(0, dots);
        String high = values.substring(dots + 2);
        OptionalDouble from = NumberParser.number(low);
        OptionalDouble to = NumberParser.number(high);
        if (from.isEmpty() || to.isEmpty()) {
            throw refused(text, "is no range of numbers");
        }
        if (!(from.getAsDouble() < to.getAsDouble())) {
            throw refused(text, "is an empty range");
        }
        boolean integer = low.matches("-?\\d+") && high.matches("-?\\d+");
        return new TuneRange(
                key,
                values,
                List.of(),
                from.getAsDouble(),
                to.getAsDouble(),
                integer,
                from.getAsDouble() > 0 && to.getAsDouble() / from.getAsDouble() >= DECADE);
    }

    private static RefusedException refused(String text, String why) {
        return new RefusedException(
                "--over “%s” %s; write a range with the smaller number first, such as optimizer.lr=1e-4..1e-2, or a list, such as batch=500,1000."
                        .formatted(text, why));
    }

    private static List<String> choices(String text) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char letter = i == text.length() ? ',' : text.charAt(i);
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ',' && (depth == 0 || i == text.length())) {
                choices.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return choices;
    }

    /**
     * A value.
     *
     * @param place where in the range, from 0 to below 1
     * @return the value as text, rounded to three digits if it is no whole number
     */
    public String at(double place) {
        if (!choices.isEmpty()) {
            return choices.get((int) (place * choices.size()));
        }
        double value = log ? from * Math.pow(to / from, place) : from + (to - from + (integer ? 1 : 0)) * place;
        if (integer) {
            long whole = log ? Math.round(value) : (long) Math.floor(value);
            return String.valueOf(Math.max((long) from, Math.min((long) to, whole)));
        }
        return new BigDecimal(value)
                .round(DIGITS)
                .stripTrailingZeros()
                .toString()
                .replace("E", "e");
    }

    /** {@return as it was given} */
    @Override
    public String toString() {
        return key + "=" + values;
    }
}

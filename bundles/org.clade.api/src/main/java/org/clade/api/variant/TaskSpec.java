package org.clade.api.variant;

import java.util.OptionalDouble;
import org.clade.api.part.NumberParser;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;

/**
 * A weighted task as a recipe names it: {@code invariance(similarity=cosine)=5}; without a number the weight is 1.
 *
 * @param part the task
 * @param weight the factor of its loss in the sum
 */
public record TaskSpec(PartSpec part, double weight) {

    /** Whole numbers below it are written without an exponent. */
    private static final double MOST_DIGITS = 1e15;

    /**
     * Reads the written form.
     *
     * @param text {@code task}, {@code task=weight} or {@code task(options)=weight}
     * @return the task and its weight
     * @throws RefusedException if the text has another form
     */
    public static TaskSpec parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < text.lastIndexOf(')') || equals < 0) {
            return new TaskSpec(PartSpec.parse(text), 1);
        }
        String weight = text.substring(equals + 1).strip();
        OptionalDouble number = NumberParser.number(weight);
        if (number.isEmpty()) {
            throw new RefusedException(
                    "The weight in “%s” is not a number; write a task as entropy=3 or invariance(similarity=dot)=5%s."
                            .formatted(text, NumberParser.advice(weight)));
        }
        return new TaskSpec(PartSpec.parse(text.substring(0, equals)), number.getAsDouble());
    }

    /** {@return the written form} */
    @Override
    public String toString() {
        boolean whole = weight == Math.rint(weight) && Math.abs(weight) < MOST_DIGITS;
        return part + "=" + (whole ? Long.toString((long) weight) : Double.toString(weight));
    }
}

package org.clade.api.variant;

import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;

/**
 * A weighted task as a recipe names it: {@code invariance(similarity=cosine)=5}; without a number the weight is 1.
 *
 * @param part the task
 * @param weight what its loss is multiplied with in the sum
 */
public record TaskSpec(PartSpec part, double weight) {

    /**
     * Reads the written form.
     *
     * @param text {@code task}, {@code task=weight} or {@code task(options)=weight}
     * @return the task and its weight
     * @throws RefusedException where the text has another form
     */
    public static TaskSpec parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < text.lastIndexOf(')') || equals < 0) {
            return new TaskSpec(PartSpec.parse(text), 1);
        }
        try {
            double weight = Double.parseDouble(text.substring(equals + 1).strip());
            return new TaskSpec(PartSpec.parse(text.substring(0, equals)), weight);
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    "The weight in “%s” is not a number; write a task as entropy=3 or invariance(similarity=dot)=5."
                            .formatted(text),
                    e);
        }
    }

    /** {@return the written form} */
    @Override
    public String toString() {
        String number = weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight);
        return part + "=" + number;
    }
}

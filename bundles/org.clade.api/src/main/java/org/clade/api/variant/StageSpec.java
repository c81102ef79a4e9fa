package org.clade.api.variant;

import java.util.OptionalInt;
import org.clade.api.part.NumberParser;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;

/**
 * A stage attention and its place, as a recipe names it: {@code 0:spatial}.
 *
 * @param stage 0: on the input; i: in the backbone's block i, before its pooling
 * @param part the stage attention
 */
public record StageSpec(int stage, PartSpec part) {

    /**
     * Reads the written form.
     *
     * @param text {@code stage:part(options)}
     * @return the place and the part
     * @throws RefusedException if the text has another form
     */
    public static StageSpec parse(String text) {
        int colon = text.indexOf(':');
        OptionalInt stage =
                NumberParser.whole(text.substring(0, Math.max(colon, 0)).strip());
        if (stage.isEmpty() || stage.getAsInt() < 0) {
            throw new RefusedException(
                    "“%s” does not name a stage; write its number, from 0, and the part, as in 0:spatial."
                            .formatted(text));
        }
        return new StageSpec(stage.getAsInt(), PartSpec.parse(text.substring(colon + 1)));
    }

    /** {@return the written form} */
    @Override
    public String toString() {
        return stage + ":" + part;
    }
}

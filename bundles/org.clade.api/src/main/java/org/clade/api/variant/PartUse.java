package org.clade.api.variant;

import org.clade.api.part.Part;
import org.clade.api.part.PartKind;

/**
 * A place in a variant and its part.
 *
 * @param kind the kind of part
 * @param place the phase's name, {@link #EVAL_TRANSFORM} for the clean view, empty for the variant as a whole
 * @param written the part as the recipe writes it, a task with its weight
 * @param part the service
 */
public record PartUse(PartKind kind, String place, String written, Part part) {

    /** The place of the clean view. */
    public static final String EVAL_TRANSFORM = "eval_transform";
}

package org.clade.api.run;

/**
 * A part of a run and its replacement.
 *
 * @param old the part's id, for every place where the recipe names it; {@code phase.id} for one phase only
 * @param by the new part as a recipe writes it, {@code separability(pairs=lower)=2}; a task without a weight keeps the old weight
 */
public record Replacement(String old, String by) {

    /** {@return both, for people} */
    @Override
    public String toString() {
        return old + " → " + by;
    }
}

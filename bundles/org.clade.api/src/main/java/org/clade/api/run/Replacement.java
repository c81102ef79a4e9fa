package org.clade.api.run;

/**
 * A part of a run and what shall take its place.
 *
 * @param old the part's id; {@code phase.id} means that phase alone, otherwise every place where the recipe names it
 * @param by the part in its place as a recipe writes it, {@code separability(pairs=lower)=2}; a task without a weight keeps
 *     that of the old one
 */
public record Replacement(String old, String by) {

    /** {@return both, for people} */
    @Override
    public String toString() {
        return old + " → " + by;
    }
}

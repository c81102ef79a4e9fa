package org.clade.variant.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.clade.api.part.FormerNames;
import org.clade.api.part.RefusedException;

/**
 * Where in a recipe an edit applies: {@code sobel} anywhere, {@code clean:sobel} under a key, {@code cluster:sobel} in a
 * phase, {@code cluster.augment:sobel} under a key of a phase, {@code 2:spatial} at a stage.
 *
 * @param phase the phase, if given
 * @param key the key, if given
 * @param stage the stage, if given
 * @param part the text after the colon, or the whole text
 */
public record PartSlot(Optional<String> phase, Optional<String> key, Optional<Integer> stage, String part) {
    /**
     * Reads the written form.
     *
     * @param text the user's text
     * @param phases the recipe's phases
     * @return the place
     * @throws RefusedException if the place does not exist
     */
    public static PartSlot parse(String text, Collection<String> phases) {
        int colon = text.indexOf(':');
        int bracket = text.indexOf('(');
        if (colon < 0 || bracket >= 0 && bracket < colon) {
            return new PartSlot(Optional.empty(), Optional.empty(), Optional.empty(), text.strip());
        }
        String where = text.substring(0, colon).strip();
        String part = text.substring(colon + 1).strip();
        if (where.matches("\\d{1,4}")) {
            return new PartSlot(Optional.empty(), Optional.of("stages"), Optional.of(Integer.valueOf(where)), part);
        }
        int dot = where.indexOf('.');
        String phase = dot < 0 && !phases.contains(where) ? "" : where.substring(0, dot < 0 ? where.length() : dot);
        String key = dot < 0 && !phase.isEmpty() ? "" : where.substring(dot + 1);
        if (!phase.isEmpty() && !phases.contains(phase)) {
            throw RefusedException.unknown("phase", phase, phases);
        }
        List<String> known = new ArrayList<>(PartKeys.OF_PHASE);
        if (phase.isEmpty()) {
            known.addAll(PartKeys.OF_VARIANT);
        }
        if (!key.isEmpty() && !known.contains(key)) {
            if (dot < 0) {
                known.addAll(phases);
            }
            throw FormerNames.unknownKey("place", key, known);
        }
        return new PartSlot(
                Optional.of(phase).filter(name -> !name.isEmpty()),
                Optional.of(key).filter(name -> !name.isEmpty()),
                Optional.empty(),
                part);
    }

    /** {@return whether it includes a key, given without a phase} */
    public boolean includes(String own) {
        return key.isPresent() ? key.get().equals(own) : phase.isEmpty() || PartKeys.OF_PHASE.contains(own);
    }
}

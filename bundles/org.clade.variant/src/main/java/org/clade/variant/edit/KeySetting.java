package org.clade.variant.edit;

import java.util.List;
import java.util.stream.Stream;
import org.clade.api.part.FormerNames;
import org.clade.api.part.Option;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.variant.recipe.KeyReference;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartKeys;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Sets keys of a recipe.
 *
 * @param draft the recipe
 * @param parts the available parts
 */
record KeySetting(RecipeDraft draft, KnownParts parts) {
    /**
     * Sets a key, or after a dot one option of its part.
     *
     * @param key the key
     * @param value its value
     * @throws RefusedException if the value is empty or does not fit the option, or if the part of the option is missing
     */
    void apply(String key, String value) {
        int dot = key.lastIndexOf('.');
        String single = dot < 0 ? "" : key.substring(0, dot);
        if (!PartKeys.SINGLE.contains(RecipeDraft.own(single))) {
            boolean known = Keys.VARIANT.contains(key) || Keys.PHASE.contains(RecipeDraft.own(key));
            if (known && value.isBlank() && !Keys.mayBeEmpty(key)) {
                throw KeyReference.empty(key);
            }
            if (!known && !parts.kinds(key).isEmpty()) {
                throw new RefusedException(
                        "%s is a part, not a key; add it with --with %s=%s if it has a weight, or with --with \"%s(…)\"."
                                .formatted(key, key, value, key));
            }
            draft.properties().put(key, value);
            return;
        }
        String written = Stream.of(single, RecipeDraft.own(single))
                .filter(draft.properties()::containsKey)
                .map(known -> draft.properties().get(known).toString())
                .findFirst()
                .orElseGet(() -> RecipeDraft.fallback(RecipeDraft.own(single)));
        if (written.isEmpty()) {
            throw new RefusedException("Variant %s has no %s, so it has no option to set; set a part first with %s=…."
                    .formatted(draft.name(), single, single));
        }
        PartSpec part = PartSpec.parse(written);
        String option = key.substring(dot + 1).strip();
        List<Option<?>> options = PartKeys.kind(RecipeDraft.own(single))
                .map(kind -> parts.options(kind, part.id()))
                .orElseThrow();
        if (option.isEmpty()) {
            throw new RefusedException("%s=%s names no option of %s; write one after the dot, as in %s.%s=…."
                    .formatted(
                            key,
                            value,
                            part.id(),
                            single,
                            options.isEmpty() ? "lr" : options.get(0).name()));
        }
        if (options.stream().noneMatch(known -> known.name().equals(option)) && !options.isEmpty()) {
            throw FormerNames.unknownOption(
                    part.id(), option, options.stream().map(Option::name).toList());
        }
        draft.properties().put(single, part.with(option, value.strip(), options).toString());
    }
}

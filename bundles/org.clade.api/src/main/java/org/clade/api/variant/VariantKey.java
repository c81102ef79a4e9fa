package org.clade.api.variant;

import java.util.Optional;
import org.clade.api.part.PartKind;

/**
 * A key of a variant's configuration, explained.
 *
 * @param name the key
 * @param type what values look like: {@code whole number}, {@code true or false}, {@code text}, {@code word}, {@code part} or
 *     {@code list of …}
 * @param fallback the value where a recipe gives none; empty where it must give one, or where nothing is meant
 * @param allowed which values are allowed, in words
 * @param sentence what the key decides
 * @param kind the kind of parts that it names, empty where it names none
 * @param required whether a recipe must give it
 * @param ofPhase whether it may be written for a single phase, {@code phase.key}
 */
public record VariantKey(
        String name,
        String type,
        String fallback,
        String allowed,
        String sentence,
        Optional<PartKind> kind,
        boolean required,
        boolean ofPhase) {}

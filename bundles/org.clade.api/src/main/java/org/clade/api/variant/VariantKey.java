package org.clade.api.variant;

import java.util.Optional;
import org.clade.api.part.PartKind;

/**
 * A key of a variant's configuration, explained.
 *
 * @param name the key
 * @param type the form of values: {@code whole number}, {@code true or false}, {@code text}, {@code word}, {@code part} or
 *     {@code list of …}
 * @param fallback the default; empty if a recipe must give a value, or if the default is no value
 * @param allowed the allowed values, in words
 * @param sentence what the key decides
 * @param kind the kind of part that it names; empty if it names none
 * @param required whether a recipe must give it
 * @param ofPhase whether a single phase can have its own value, {@code phase.key}
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

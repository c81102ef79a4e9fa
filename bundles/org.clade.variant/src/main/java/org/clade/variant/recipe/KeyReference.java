package org.clade.variant.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.VariantKey;

/**
 * A key of a variant, from the Metatype document of {@link VariantConfiguration}, the only place with types, defaults and ranges.
 */
public final class KeyReference {
    static final String TRUE = "true";
    static final String FALSE = "false";

    private static final String DOCUMENT = "/OSGI-INF/metatype/" + VariantConfiguration.class.getName() + ".xml";

    /** The keys, in the document's order. */
    private static final List<KeyReference> ALL = load();

    private static final Map<String, KeyReference> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(KeyReference::name, key -> key));

    private final String name;
    private final String type;
    private final boolean list;
    private final String fallback;
    private final String min;
    private final String sentence;
    private final List<String> words = new ArrayList<>();

    private KeyReference(XMLStreamReader attributes) {
        this.name = attributes.getAttributeValue(null, "id");
        this.type = attributes.getAttributeValue(null, "type");
        this.list = attributes.getAttributeValue(null, "cardinality") != null;
        this.fallback = attributes.getAttributeValue(null, "default");
        this.min = attributes.getAttributeValue(null, "min");
        this.sentence = attributes.getAttributeValue(null, "description");
    }

    /** {@return the keys with explanations, in the document's order} */
    public static List<VariantKey> read() {
        return ALL.stream().map(KeyReference::key).toList();
    }

    /** {@return the keys, in the document's order} */
    static List<KeyReference> all() {
        return ALL;
    }

    /** {@return the names of the keys of a type} */
    static Set<String> names(Predicate<KeyReference> type) {
        return ALL.stream().filter(type).map(KeyReference::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One key.
     *
     * @param key its name, perhaps with a phase before it
     * @return the key, if it exists
     */
    static Optional<KeyReference> find(String key) {
        return Optional.ofNullable(BY_NAME.get(RecipeDraft.own(key)));
    }

    private static List<KeyReference> load() {
        try (InputStream document = KeyReference.class.getResourceAsStream(DOCUMENT)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(document);
            List<KeyReference> keys = new ArrayList<>();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "AD" -> keys.add(new KeyReference(reader));
                        case "Option" -> keys.get(keys.size() - 1).words.add(reader.getAttributeValue(null, "value"));
                        default -> {
                            // headings and the like
                        }
                    }
                }
            }
            return List.copyOf(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(DOCUMENT, e);
        }
    }

    /**
     * The refusal of a key without a value.
     *
     * @param key the key, perhaps with a phase before it
     * @return the exception to throw
     */
    public static RefusedException empty(String key) {
        String allowed = find(key).map(KeyReference::allowed).orElse("any text");
        boolean optional = Keys.OPTIONAL_PARTS.contains(RecipeDraft.own(key));
        return new RefusedException("%s is empty; it takes %s%s."
                .formatted(key, allowed, optional ? ", or leave parts out with variant:derive --without" : ""));
    }

    /** {@return its name} */
    String name() {
        return name;
    }

    /** {@return whether its value is a list} */
    boolean list() {
        return list;
    }

    /** {@return whether its value is a whole number} */
    boolean wholeNumber() {
        return type.equals("Integer");
    }

    /** {@return whether its value is {@code true} or {@code false}} */
    boolean flag() {
        return type.equals("Boolean");
    }

    /** {@return whether a recipe must give it} */
    boolean required() {
        return fallback == null;
    }

    /** {@return the default; empty if the default is no value} */
    String fallback() {
        return fallback == null ? "" : fallback;
    }

    /** {@return the smallest allowed number, if any} */
    OptionalInt min() {
        return min == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(min));
    }

    /** {@return the allowed words; empty if other values are allowed} */
    List<String> words() {
        return flag() ? List.of(TRUE, FALSE) : List.copyOf(words);
    }

    /** {@return its explanation} */
    String sentence() {
        return sentence;
    }

    private VariantKey key() {
        return new VariantKey(
                name,
                (list ? "list of " : "") + type() + (list ? "s" : ""),
                fallback(),
                allowed(),
                sentence,
                PartKeys.kind(name),
                required(),
                Keys.PHASE.contains(name));
    }

    private String type() {
        if (wholeNumber()) {
            return "whole number";
        }
        if (flag()) {
            return "true or false";
        }
        if (!words.isEmpty()) {
            return "word";
        }
        return PartKeys.kind(name).isPresent() ? "part" : "text";
    }

    /** {@return the allowed values, in words} */
    String allowed() {
        Optional<PartKind> kind = PartKeys.kind(name);
        if (wholeNumber()) {
            return "a whole number" + (min == null ? "" : " of at least " + min);
        }
        if (flag()) {
            return TRUE + " or " + FALSE;
        }
        if (!words.isEmpty()) {
            return "one of " + String.join(", ", words);
        }
        if (kind.isPresent()) {
            return switch (name) {
                case "stages" -> "parts of the kind stage with their places, as in 0:spatial, separated by ;";
                case "tasks" -> "parts of the kind task with their weights, as in entropy=3, separated by ;";
                default -> list
                        ? "parts of the kind " + kind.get() + ", separated by ;"
                        : "a part of the kind " + kind.get() + ", its options in brackets";
            };
        }
        return list ? "words, separated by ;" : "any text";
    }
}

package org.clade.variant.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.VariantKey;

/** The keys of a variant as the Metatype document says that was made from {@link VariantConfiguration}. */
public final class KeyReference {
    private static final String DOCUMENT = "/OSGI-INF/metatype/" + VariantConfiguration.class.getName() + ".xml";

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

    /** {@return the keys, in the document's order} */
    public static List<VariantKey> read() {
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
                            // headings and such
                        }
                    }
                }
            }
            return keys.stream().map(KeyReference::key).toList();
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
     * @return the refusal, to be thrown
     */
    public static RefusedException empty(String key) {
        String own = RecipeDraft.own(key);
        String allowed = read().stream()
                .filter(known -> known.name().equals(own))
                .map(VariantKey::allowed)
                .findFirst()
                .orElse("any text");
        boolean optional = Keys.OPTIONAL_PARTS.contains(own);
        return new RefusedException("%s is empty; it takes %s%s."
                .formatted(key, allowed, optional ? ", or leave parts out with variant:derive --without" : ""));
    }

    private VariantKey key() {
        return new VariantKey(
                name,
                (list ? "list of " : "") + type() + (list ? "s" : ""),
                fallback == null ? "" : fallback,
                allowed(),
                sentence,
                PartKeys.kind(name),
                fallback == null,
                Keys.PHASE.contains(name));
    }

    private String type() {
        if (type.equals("Integer")) {
            return "whole number";
        }
        if (!words.isEmpty()) {
            return "word";
        }
        return PartKeys.kind(name).isEmpty() ? "text" : "part";
    }

    private String allowed() {
        String kind = PartKeys.kind(name);
        if (type.equals("Integer")) {
            return "a whole number" + (min == null ? "" : " of at least " + min);
        }
        if (!words.isEmpty()) {
            return "one of " + String.join(", ", words);
        }
        if (!kind.isEmpty()) {
            return switch (name) {
                case "stages" -> "parts of the kind stage with their places, as in 0:spatial, separated by ;";
                case "tasks" -> "parts of the kind task with their weights, as in entropy=3, separated by ;";
                default -> list
                        ? "parts of the kind " + kind + ", separated by ;"
                        : "a part of the kind " + kind + ", its options in brackets";
            };
        }
        return list ? "words, separated by ;" : "any text";
    }
}

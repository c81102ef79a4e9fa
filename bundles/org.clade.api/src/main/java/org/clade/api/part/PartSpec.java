package org.clade.api.part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part as a recipe names it: {@code gaussian(parameters=tied, width=2)}, or only {@code identity}.
 *
 * @param id the part's id
 * @param values what stands in the brackets, by option name and in order; a value without a name is kept under
 *     {@link #UNNAMED}
 */
public record PartSpec(String id, Map<String, String> values) {

    /** The key of a value that was given without the option's name. */
    public static final String UNNAMED = "";

    private static final Pattern FORM = Pattern.compile("\\s*([\\w.-]+)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);

    /** Copies the values, keeping their order. */
    public PartSpec {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads the written form.
     *
     * @param text {@code id} or {@code id(value)} or {@code id(name=value, …)}
     * @return the part and its values
     * @throws RefusedException where the text has another form
     */
    public static PartSpec parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new RefusedException(
                    "“%s” does not name a part; write an id, and its options in brackets: gaussian(width=2)."
                            .formatted(text));
        }
        Map<String, String> values = new LinkedHashMap<>();
        String inside = form.group(2);
        if (inside != null && !inside.isBlank()) {
            for (String entry : inside.split(",")) {
                int equals = entry.indexOf('=');
                String name = equals < 0 ? UNNAMED : entry.substring(0, equals).strip();
                String value = entry.substring(equals + 1).strip();
                if (value.isEmpty() || values.putIfAbsent(name, value) != null) {
                    throw new RefusedException(("“%s” in “%s” is empty or given twice; write each option once, as"
                                    + " name=value, separated by commas.")
                            .formatted(entry.strip(), text.strip()));
                }
            }
        }
        return new PartSpec(form.group(1), values);
    }

    /**
     * Reads a list of parts.
     *
     * @param texts the written forms
     * @return the parts, in order
     */
    public static List<PartSpec> parseAll(List<String> texts) {
        List<PartSpec> specs = new ArrayList<>();
        texts.forEach(text -> specs.add(parse(text)));
        return List.copyOf(specs);
    }

    /** {@return the written form} */
    @Override
    public String toString() {
        return values.isEmpty()
                ? id
                : values.entrySet().stream()
                        .map(e -> e.getKey().isEmpty() ? e.getValue() : e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", ", id + "(", ")"));
    }
}

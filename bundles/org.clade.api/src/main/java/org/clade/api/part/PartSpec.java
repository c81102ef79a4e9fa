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
 * A part as a recipe names it: {@code gaussian(parameters=tied, width=2)}, or only {@code identity}. A text with commas or brackets,
 * such as the path of a file, stands in double quotes: {@code torchscript(file="a, b(1).pt")}.
 *
 * @param id the part's id
 * @param values the values in the brackets, by option name and in order, as they are written, with quotes if they have some; a value
 *     without a name has the key {@link #UNNAMED}
 */
public record PartSpec(String id, Map<String, String> values) {

    /** The key of a value without an option name. */
    public static final String UNNAMED = "";

    private static final Pattern FORM = Pattern.compile("\\s*(\\w[\\w.-]*)\\s*(?:\\((.*)\\))?\\s*", Pattern.DOTALL);
    private static final String QUOTE = "\"";
    private static final Pattern ENTRY_END = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SEPARATOR = Pattern.compile("[,()]");
    private static final Pattern INTEGRAL_PART = Pattern.compile("(?:[^=]*=)?\\s*(?:.*\\.\\.)?[+-]?[0-9]+");
    private static final Pattern FRACTION = Pattern.compile("[0-9]+(?:[eE][+-]?[0-9]+)?(?:\\.\\..*)?");
    private static final Pattern THOUSANDS = Pattern.compile("(?:[^=]*=)?\\s*[+-]?[1-9][0-9]{0,2},[0-9]{3}");
    private static final Pattern DIGITS = Pattern.compile("[^=]*=?[^=]*[0-9][^=]*,[^=]*[0-9][^=]*");

    /** Checks and copies the values, keeping their order. */
    public PartSpec {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Matcher separator = SEPARATOR.matcher(entry.getValue());
            if (!QUOTED.matcher(entry.getValue()).matches() && separator.find()) {
                throw new RefusedException("%s of %s cannot be “%s”: “%s” separates options and parts%s."
                        .formatted(
                                entry.getKey().isEmpty() ? "The first option" : entry.getKey(),
                                id,
                                entry.getValue(),
                                separator.group(),
                                NumberParser.advice(entry.getValue()).isEmpty()
                                        ? "; write one value without it"
                                        : NumberParser.advice(entry.getValue())));
            }
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads the written form. A value without a name belongs to the first option and must come first.
     *
     * @param text {@code id} or {@code id(value)} or {@code id(name=value, …)}
     * @return the part and its values
     * @throws RefusedException if the text has another form or gives an option twice
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
            String bare = QUOTED.matcher(inside).replaceAll("");
            if (bare.contains(QUOTE)) {
                throw new RefusedException(
                        "“%s” has a quote without its partner; write both around a text, as in file=\"a, b.pt\"."
                                .formatted(text.strip()));
            }
            if (bare.contains("(") || bare.contains(")")) {
                throw refused(
                        text,
                        "has brackets within brackets",
                        ", and a text with commas or brackets in double quotes, as in file=\"a (1).pt\"");
            }
            List<String> entries =
                    ENTRY_END.splitAsStream(inside + " ").map(String::strip).toList();
            for (int i = 0; i < entries.size(); i++) {
                add(values, text, entries, i);
            }
        }
        return new PartSpec(form.group(1), values);
    }

    private static void add(Map<String, String> values, String text, List<String> entries, int index) {
        String entry = entries.get(index);
        int equals = entry.startsWith(QUOTE) ? -1 : entry.indexOf('=');
        String name = equals < 0 ? UNNAMED : entry.substring(0, equals).strip();
        String value = entry.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw refused(text, name.isEmpty() ? "has an empty option" : "gives %s no value".formatted(name), "");
        }
        if (equals < 0 && index > 0) {
            throw refused(
                    text, "has the value %s without the name of its option".formatted(value), numbers(entries, index));
        }
        if (equals >= 0 && name.isEmpty()) {
            throw refused(text, "has the value %s without the name of its option".formatted(value), "");
        }
        if (values.putIfAbsent(name, value) != null) {
            throw refused(text, "gives %s twice, as %s and as %s".formatted(name, values.get(name), value), "");
        }
    }

    /** A comma between numbers: a decimal comma, thousands, or a list. */
    private static String numbers(List<String> entries, int index) {
        String before = entries.get(index - 1);
        String value = entries.get(index);
        String both = before + "," + value;
        boolean several = index + 1 < entries.size() && entries.get(index + 1).indexOf('=') < 0;
        if (several) {
            return DIGITS.matcher(both).matches()
                    ? ", decimals with a point and lists with plus signs, as in 0.5+0.25"
                    : "";
        }
        if (THOUSANDS.matcher(both).matches()) {
            return ", and thousands without a comma, as in %s%s".formatted(before, value);
        }
        if (INTEGRAL_PART.matcher(before).matches() && FRACTION.matcher(value).matches()) {
            return ", and decimals with a point, as in %s.%s".formatted(before, value);
        }
        return DIGITS.matcher(both).matches()
                ? ", and lists with plus signs, as in %s+%s".formatted(before, value)
                : "";
    }

    private static RefusedException refused(String text, String fault, String more) {
        return new RefusedException("“%s” %s; write each option once, as name=value, separated by commas%s."
                .formatted(text.strip(), fault, more));
    }

    /**
     * A text as an option has it, in quotes if it needs them.
     *
     * @param text any text without double quotes
     * @return the text, in double quotes if it has a comma, a bracket, an equals sign or blanks at an end
     * @throws RefusedException if it has double quotes
     */
    public static String quoted(String text) {
        if (text.contains(QUOTE)) {
            throw new RefusedException(
                    "“%s” has a double quote, which no option can have; name a file without it.".formatted(text));
        }
        boolean plain = !SEPARATOR.matcher(text).find() && text.indexOf('=') < 0 && text.equals(text.strip());
        return plain ? text : QUOTE + text + QUOTE;
    }

    /**
     * The text that an option means.
     *
     * @param value as {@link #values} has it
     * @return without the quotes around it, if there are some
     */
    public static String unquoted(String value) {
        return QUOTED.matcher(value).matches() ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * The part with another value of one option.
     *
     * @param option the option's name
     * @param value its new value
     * @param options the part's options, if known
     * @return the part, without an unnamed value for the same option
     * @throws RefusedException if the value does not fit the option
     */
    public PartSpec with(String option, String value, List<Option<?>> options) {
        options.stream().filter(known -> known.name().equals(option)).forEach(known -> known.parse(id, value));
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (!options.isEmpty() && options.get(0).name().equals(option)) {
            changed.remove(UNNAMED);
        }
        changed.put(option, value);
        return new PartSpec(id, changed);
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

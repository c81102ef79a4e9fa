package org.clade.api.part;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checked values of a part's options: every option has a value, and every value has its type and range.
 */
public final class Settings {

    private final String owner;
    private final Map<Option<?>, Object> values;
    private final Map<String, String> written;

    private Settings(String owner, Map<Option<?>, Object> values, Map<String, String> written) {
        this.owner = owner;
        this.values = values;
        this.written = written;
    }

    /**
     * Checks the options in a recipe.
     *
     * @param part the part
     * @param spec the part as the recipe names it
     * @return the settings
     * @throws RefusedException if an option is unknown or given twice, or if a value does not have its type or range
     */
    public static Settings of(Part part, PartSpec spec) {
        Map<String, Option<?>> options = new LinkedHashMap<>();
        Map<Option<?>, Object> values = new LinkedHashMap<>();
        Map<String, String> written = new LinkedHashMap<>();
        for (Option<?> option : part.options()) {
            options.put(option.name(), option);
            values.put(option, option.value());
            written.put(option.name(), option.defaultValue());
        }
        Set<String> given = new HashSet<>();
        spec.values().forEach((name, value) -> {
            String key = name.equals(PartSpec.UNNAMED) && !options.isEmpty()
                    ? options.keySet().iterator().next()
                    : name;
            Option<?> option = options.get(key);
            if (option == null) {
                throw options.isEmpty()
                        ? new RefusedException("%s takes no options, but “%s” was given; write only %s."
                                .formatted(spec.id(), value, spec.id()))
                        : FormerNames.unknownOption(spec.id(), key, List.copyOf(options.keySet()));
            }
            if (!given.add(key)) {
                throw new RefusedException(
                        "%s is given %s twice, as %s without a name and as %s=%s; write it once, as %s=…."
                                .formatted(
                                        spec.id(),
                                        key,
                                        spec.values().get(PartSpec.UNNAMED),
                                        key,
                                        spec.values().get(key),
                                        key));
            }
            values.put(option, option.parse(spec.id(), value));
            written.put(key, value);
        });
        return new Settings(spec.id(), values, written);
    }

    /**
     * The settings of a part from text, for tests and small programs.
     *
     * @param part the part
     * @param inside the text in the brackets, {@code "width=1, parameters=free"}; empty for the defaults
     * @return the settings
     */
    public static Settings of(Part part, String inside) {
        return of(part, PartSpec.parse("part(" + inside + ")"));
    }

    /**
     * The value of an option.
     *
     * @param <T> its type
     * @param option a constant from the part's {@link Part#options}
     * @return the value
     * @throws IllegalArgumentException if the part does not declare the option
     */
    @SuppressWarnings("unchecked") // an option's own parser made the value
    public <T> T get(Option<T> option) {
        Object value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException(
                    "options() of %s has no such option as this %s, only %s".formatted(owner, option, values.keySet()));
        }
        return (T) value;
    }

    /** {@return an option's value as a recipe writes it, for messages} */
    public String written(Option<?> option) {
        get(option);
        return written.get(option.name());
    }

    /** {@return every option's value by name, with defaults, as recipes write it} */
    public Map<String, String> written() {
        return Map.copyOf(written);
    }
}

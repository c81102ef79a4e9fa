package org.clade.api.part;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The checked values of a part's options: every option has a value, and every value is of its type and range. */
public final class Settings {

    private final String owner;
    private final Map<String, Option> options;
    private final Map<String, String> values;

    private Settings(String owner, Map<String, Option> options, Map<String, String> values) {
        this.owner = owner;
        this.options = options;
        this.values = values;
    }

    /**
     * Checks what a recipe says of a part.
     *
     * @param part the part
     * @param spec the part as the recipe names it
     * @return the settings
     * @throws RefusedException where an option is unknown or given twice, or a value not of its type or range
     */
    public static Settings of(Part part, PartSpec spec) {
        Map<String, Option> options = new LinkedHashMap<>();
        part.options().forEach(option -> options.put(option.name(), option));
        Map<String, String> values = new LinkedHashMap<>();
        options.values().forEach(option -> values.put(option.name(), option.fallback()));
        Set<String> given = new HashSet<>();
        spec.values().forEach((name, value) -> {
            String key = name.equals(PartSpec.UNNAMED) && !options.isEmpty()
                    ? options.keySet().iterator().next()
                    : name;
            Option option = options.get(key);
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
            option.check(spec.id(), value);
            values.put(key, value);
        });
        return new Settings(spec.id(), options, values);
    }

    /**
     * The settings of a part given in the written form, for tests and small programs.
     *
     * @param part the part
     * @param inside what would stand in the brackets, {@code "width=1, parameters=free"}; empty for the defaults
     * @return the settings
     */
    public static Settings of(Part part, String inside) {
        return of(part, PartSpec.parse("part(" + inside + ")"));
    }

    /** {@return the value of a {@link Option.Type#NUMBER} or {@link Option.Type#INTEGER} option} */
    public double number(String name) {
        return Double.parseDouble(value(name));
    }

    /** {@return the value of an {@link Option#numberOrOff} option; empty where it is off} */
    public OptionalDouble optionalNumber(String name) {
        return value(name).equals(Option.OFF) ? OptionalDouble.empty() : OptionalDouble.of(number(name));
    }

    /** {@return the value of a {@link Option.Type#INTEGER} option} */
    public int integer(String name) {
        return NumberParser.whole(value(name)).orElseThrow();
    }

    /**
     * The value of an {@link Option#integerOr} option.
     *
     * @param name the option
     * @param meant the number that its word stands for
     * @return the number
     */
    public int integerOr(String name, int meant) {
        String value = value(name);
        return options.get(name).choices().contains(value)
                ? meant
                : NumberParser.whole(value).orElseThrow();
    }

    /** {@return the value of a {@link Option.Type#BOOLEAN} option} */
    public boolean bool(String name) {
        return value(name).equals("on");
    }

    /** {@return the value of a {@link Option.Type#CHOICE} or {@link Option.Type#STRING} option} */
    public String string(String name) {
        return value(name);
    }

    /** {@return the value of a {@link Option.Type#RANGE} option} */
    public Interval range(String name) {
        return Interval.parse(value(name)).orElseThrow();
    }

    /** {@return every option's value by name, defaults included, as recipes write it} */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(owner + " declares no option " + name + ", only " + options.keySet());
        }
        return value;
    }
}

package org.clade.api.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
     * @throws RefusedException where an option is unknown, or a value not of its type or range
     */
    public static Settings of(Part part, PartSpec spec) {
        Map<String, Option> options = new LinkedHashMap<>();
        part.options().forEach(option -> options.put(option.name(), option));
        Map<String, String> values = new LinkedHashMap<>();
        options.values().forEach(option -> values.put(option.name(), option.fallback()));
        spec.values().forEach((name, value) -> {
            String key = name.equals(PartSpec.UNNAMED) && !options.isEmpty()
                    ? options.keySet().iterator().next()
                    : name;
            Option option = options.get(key);
            if (option == null) {
                throw options.isEmpty()
                        ? new RefusedException("%s takes no options, but “%s” was given; write only %s."
                                .formatted(spec.id(), value, spec.id()))
                        : RefusedException.unknown("option of " + spec.id(), key, List.copyOf(options.keySet()));
            }
            values.put(key, checked(spec.id(), option, value));
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

    /** {@return the value of a {@link Option.Type#NUMBER} or {@link Option.Type#WHOLE} option} */
    public double number(String name) {
        return Double.parseDouble(value(name));
    }

    /** {@return the value of an {@link Option#numberOrOff} option; empty where it is off} */
    public OptionalDouble optionalNumber(String name) {
        return value(name).equals(Option.OFF) ? OptionalDouble.empty() : OptionalDouble.of(number(name));
    }

    /** {@return the value of a {@link Option.Type#WHOLE} option} */
    public int whole(String name) {
        return Integer.parseInt(value(name));
    }

    /**
     * The value of an {@link Option#wholeOr} option.
     *
     * @param name the option
     * @param meant the number that its word stands for
     * @return the number
     */
    public int wholeOr(String name, int meant) {
        String value = value(name);
        return options.get(name).choices().contains(value) ? meant : Integer.parseInt(value);
    }

    /** {@return the value of a {@link Option.Type#FLAG} option} */
    public boolean flag(String name) {
        return value(name).equals("on");
    }

    /** {@return the value of a {@link Option.Type#CHOICE} or {@link Option.Type#TEXT} option} */
    public String text(String name) {
        return value(name);
    }

    /** {@return the value of a {@link Option.Type#RANGE} option} */
    public Interval range(String name) {
        return interval(value(name));
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

    private static String checked(String owner, Option option, String value) {
        boolean fits;
        try {
            fits = switch (option.type()) {
                case NUMBER -> option.choices().contains(value) || within(option, Double.parseDouble(value));
                case WHOLE -> option.choices().contains(value) || within(option, Integer.parseInt(value));
                case FLAG, CHOICE -> option.choices().contains(value);
                case RANGE -> within(option, interval(value).min())
                        && within(option, interval(value).max());
                case TEXT -> true;
            };
        } catch (IllegalArgumentException e) {
            fits = false;
        }
        if (!fits) {
            throw new RefusedException("%s=%s does not fit %s: it takes %s; the default is %s."
                    .formatted(option.name(), value, owner, option.allowed(), option.fallback()));
        }
        return value;
    }

    private static boolean within(Option option, double number) {
        return number >= option.min() && number <= option.max();
    }

    private static Interval interval(String value) {
        int dots = value.indexOf("..");
        double min = Double.parseDouble(dots < 0 ? value : value.substring(0, dots));
        return new Interval(min, dots < 0 ? min : Double.parseDouble(value.substring(dots + 2)));
    }
}

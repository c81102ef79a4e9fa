package org.clade.api.part;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One option of a part: name, type, default, range and one sentence.
 *
 * <p>A part declares each option once, as a constant, returns the constants from {@link Part#options} and reads their values
 * with {@link Settings#get}:
 *
 * <pre>{@code
 * private static final Option<Double> FLOOR = Option.number("floor", 1e-5, 0, 0.1, "The least share that counts.");
 * }</pre>
 *
 * <p>Two options are the same only if they are one object.
 *
 * @param <T> the type of its values
 */
public final class Option<T> {

    /** The word in a recipe for a number that does not apply. */
    private static final String OFF = "off";

    /** The form of an option's values in a recipe. */
    public enum Type {
        /** A number such as {@code 0.3} or {@code 1e-4}; also {@code off} if that is a choice. */
        NUMBER,
        /** A whole number; also a word if that is a choice. */
        INTEGER,
        /** {@code on} or {@code off}. */
        BOOLEAN,
        /** One of a few words. */
        CHOICE,
        /** Two numbers, {@code 0.8..1.2}; one number {@code a} stands for {@code a..a}. */
        RANGE,
        /** Numbers joined by plus signs, {@code 0.447+0.440+0.407}. */
        NUMBERS,
        /** Whole numbers joined by plus signs, {@code 30+60}. */
        INTEGERS,
        /** Text in a form that the part defines, {@code 3x64+3x128}. */
        FORM,
        /** Any text. */
        STRING
    }

    private final String name;
    private final Type type;
    private final T value;
    private final String defaultValue;
    private final List<String> choices;
    private final String allowed;
    private final Function<String, Optional<T>> parser;
    private final String sentence;

    private Option(
            String name,
            Type type,
            T value,
            String defaultValue,
            List<String> choices,
            String allowed,
            Function<String, Optional<T>> parser,
            String sentence) {
        this.name = name;
        this.type = type;
        this.value = value;
        this.defaultValue = defaultValue;
        this.choices = List.copyOf(choices);
        this.allowed = allowed;
        this.parser = parser;
        this.sentence = sentence;
    }

    /** {@return an option whose value is a number between {@code min} and {@code max}, both inclusive} */
    public static Option<Double> number(String name, double defaultValue, double min, double max, String sentence) {
        return new Option<>(
                name,
                Type.NUMBER,
                defaultValue,
                plain(defaultValue),
                List.of(),
                numbers(min, max),
                text -> number(text, min, max),
                sentence);
    }

    /**
     * An option whose value is a number between {@code min} and {@code max}, or {@code off}.
     *
     * @param defaultValue the default; empty for {@code off}
     * @return the option; its value is empty if it is off
     */
    public static Option<OptionalDouble> numberOrOff(
            String name, OptionalDouble defaultValue, double min, double max, String sentence) {
        return new Option<>(
                name,
                Type.NUMBER,
                defaultValue,
                defaultValue.isPresent() ? plain(defaultValue.getAsDouble()) : OFF,
                List.of(OFF),
                numbers(min, max) + ", or " + OFF,
                text -> text.equals(OFF)
                        ? Optional.of(OptionalDouble.empty())
                        : number(text, min, max).map(OptionalDouble::of),
                sentence);
    }

    /** {@return an option whose value is a whole number between {@code min} and {@code max}, both inclusive} */
    public static Option<Integer> integer(String name, int defaultValue, int min, int max, String sentence) {
        return new Option<>(
                name,
                Type.INTEGER,
                defaultValue,
                Integer.toString(defaultValue),
                List.of(),
                integers(min, max),
                text -> integer(text, min, max),
                sentence);
    }

    /**
     * An option whose value is a whole number between {@code min} and {@code max}, or a word instead.
     *
     * @param word the word, which is the default
     * @return the option; its value is empty if it is the word
     */
    public static Option<OptionalInt> integerOr(String name, String word, int min, int max, String sentence) {
        return new Option<>(
                name,
                Type.INTEGER,
                OptionalInt.empty(),
                word,
                List.of(word),
                integers(min, max) + ", or " + word,
                text -> text.equals(word)
                        ? Optional.of(OptionalInt.empty())
                        : integer(text, min, max).map(OptionalInt::of),
                sentence);
    }

    /** {@return an option that is on or off} */
    public static Option<Boolean> bool(String name, boolean defaultValue, String sentence) {
        return new Option<>(
                name,
                Type.BOOLEAN,
                defaultValue,
                defaultValue ? "on" : OFF,
                List.of("on", OFF),
                "on or off",
                text -> text.equals("on") || text.equals(OFF) ? Optional.of(text.equals("on")) : Optional.empty(),
                sentence);
    }

    /**
     * An option that takes one of a few words. A constant's word is its {@code toString} in lower case with dashes for underscores:
     * {@code UNIT_LABELS} is {@code unit-labels}.
     *
     * @param <E> the words
     * @param defaultValue the default; all constants of its type may be chosen
     * @return the option
     */
    public static <E extends Enum<E>> Option<E> choice(String name, E defaultValue, String sentence) {
        List<E> constants = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        return choice(name, defaultValue, constants, sentence);
    }

    /** {@return an option that takes one of a few whole numbers; the first is the default} */
    public static Option<Integer> choice(String name, List<Integer> numbers, String sentence) {
        return choice(name, numbers.get(0), numbers, sentence);
    }

    private static <C> Option<C> choice(String name, C defaultValue, List<C> constants, String sentence) {
        List<String> words = constants.stream().map(Option::word).toList();
        return new Option<>(
                name,
                Type.CHOICE,
                defaultValue,
                word(defaultValue),
                words,
                "one of " + String.join(", ", words),
                text -> words.contains(text) ? Optional.of(constants.get(words.indexOf(text))) : Optional.empty(),
                sentence);
    }

    /** {@return an option whose value is an interval within {@code min} and {@code max}} */
    public static Option<Interval> range(String name, Interval defaultValue, double min, double max, String sentence) {
        return new Option<>(
                name,
                Type.RANGE,
                defaultValue,
                defaultValue.toString(),
                List.of(),
                "a range a..b within " + plain(min) + ".." + plain(max),
                text -> Interval.parse(text).filter(range -> min <= range.min() && range.max() <= max),
                sentence);
    }

    /** {@return an option whose value is one number or several, each between {@code min} and {@code max}} */
    public static Option<List<Double>> numbers(
            String name, List<Double> defaultValue, double min, double max, String sentence) {
        return new Option<>(
                name,
                Type.NUMBERS,
                List.copyOf(defaultValue),
                defaultValue.stream().map(Option::plain).collect(Collectors.joining("+")),
                List.of(),
                "numbers from " + plain(min) + " to " + plain(max) + ", joined by + as in 0.5+0.25",
                text -> list(text, entry -> number(entry, min, max)),
                sentence);
    }

    /** {@return an option whose value is one whole number or several, each between {@code min} and {@code max}} */
    public static Option<List<Integer>> integers(
            String name, List<Integer> defaultValue, int min, int max, String sentence) {
        return new Option<>(
                name,
                Type.INTEGERS,
                List.copyOf(defaultValue),
                defaultValue.stream().map(String::valueOf).collect(Collectors.joining("+")),
                List.of(),
                "whole numbers from " + min + " to " + max + ", joined by + as in 30+60",
                text -> list(text, entry -> integer(entry, min, max)),
                sentence);
    }

    /**
     * An option whose value has a form that the part defines.
     *
     * @param <V> the type of the value
     * @param parser reads the text in a recipe; empty if the text has another form
     * @param defaultValue the default as a recipe writes it
     * @param allowed the form in words, after “it takes”
     * @return the option
     * @throws IllegalArgumentException if the default does not have the form
     */
    public static <V> Option<V> form(
            String name, Function<String, Optional<V>> parser, String defaultValue, String allowed, String sentence) {
        V value = parser.apply(defaultValue)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The default of option " + name + ", " + defaultValue + ", is not " + allowed));
        return new Option<>(name, Type.FORM, value, defaultValue, List.of(), allowed, parser, sentence);
    }

    /** {@return an option whose value is any text; recipes write one with commas or brackets in double quotes} */
    public static Option<String> string(String name, String defaultValue, String sentence) {
        return new Option<>(
                name,
                Type.STRING,
                defaultValue,
                defaultValue,
                List.of(),
                "text",
                text -> Optional.of(PartSpec.unquoted(text)),
                sentence);
    }

    /** {@return the name in recipes, lower case} */
    public String name() {
        return name;
    }

    /** {@return the form of the values} */
    public Type type() {
        return type;
    }

    /** {@return the default value as a recipe writes it} */
    public String defaultValue() {
        return defaultValue;
    }

    /** {@return the words that the option takes; empty if it takes no words} */
    public List<String> choices() {
        return choices;
    }

    /** {@return the allowed values, in words} */
    public String allowed() {
        return allowed;
    }

    /** {@return what the option does, one sentence with unit and source} */
    public String sentence() {
        return sentence;
    }

    /** {@return the default} */
    T value() {
        return value;
    }

    /**
     * Reads a value.
     *
     * @param owner the id of the part whose option it is
     * @param text the value as a recipe writes it
     * @return the value
     * @throws RefusedException if it does not have the option's type or range
     */
    public T parse(String owner, String text) {
        if (text.isBlank()) {
            throw new RefusedException(
                    "%s of %s is empty; it takes %s; the default is %s.".formatted(name, owner, allowed, defaultValue));
        }
        return parser.apply(text)
                .orElseThrow(() -> new RefusedException("%s=%s does not fit %s: it takes %s; the default is %s%s."
                        .formatted(name, text, owner, allowed, defaultValue, advice(text))));
    }

    private String advice(String text) {
        return type == Type.INTEGER ? NumberParser.wholeAdvice(text) : NumberParser.advice(text);
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }

    private static Optional<Double> number(String text, double min, double max) {
        OptionalDouble number = NumberParser.number(text);
        return number.isPresent() && number.getAsDouble() >= min && number.getAsDouble() <= max
                ? Optional.of(number.getAsDouble())
                : Optional.empty();
    }

    private static Optional<Integer> integer(String text, int min, int max) {
        OptionalInt number = NumberParser.whole(text);
        return number.isPresent() && number.getAsInt() >= min && number.getAsInt() <= max
                ? Optional.of(number.getAsInt())
                : Optional.empty();
    }

    private static <V> Optional<List<V>> list(String text, Function<String, Optional<V>> parser) {
        List<V> values = new ArrayList<>();
        for (String entry : text.split("\\+", -1)) {
            Optional<V> value = parser.apply(entry.strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }

    private static String numbers(double min, double max) {
        return "a number from " + plain(min) + " to " + plain(max);
    }

    private static String integers(int min, int max) {
        return "a whole number from " + plain(min) + " to " + plain(max);
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toString().toLowerCase(Locale.ROOT);
    }
}

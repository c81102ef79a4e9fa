package org.clade.api.part;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * One option of a part: name, type, default, range and one sentence.
 *
 * @param name the name in recipes, lower case
 * @param type what values look like
 * @param fallback the value where a recipe gives none, as it would be written there
 * @param choices the words that the value may be, empty where it is never a word
 * @param min the least number allowed, inclusive
 * @param max the greatest number allowed, inclusive
 * @param sentence what the option does, one sentence with unit and source
 */
public record Option(
        String name, Type type, String fallback, List<String> choices, double min, double max, String sentence) {

    /** What a recipe writes for a number that is not to be applied. */
    static final String OFF = "off";

    /** What values of an option look like in a recipe. */
    public enum Type {
        /** A number such as {@code 0.3} or {@code 1e-4}; {@code off} too where that is among the choices. */
        NUMBER,
        /** A whole number; a word too where there is one among the choices. */
        INTEGER,
        /** {@code on} or {@code off}. */
        BOOLEAN,
        /** One of a few words. */
        CHOICE,
        /** Two numbers, {@code 0.8..1.2}; one number {@code a} stands for {@code a..a}. */
        RANGE,
        /** Anything; the part reads it itself. */
        STRING
    }

    /** Copies the choices. */
    public Option {
        choices = List.copyOf(choices);
    }

    /** {@return an option whose value is a number between {@code min} and {@code max}} */
    public static Option number(String name, double fallback, double min, double max, String sentence) {
        return new Option(name, Type.NUMBER, plain(fallback), List.of(), min, max, sentence);
    }

    /**
     * An option whose value is a number between {@code min} and {@code max}, or {@code off}.
     *
     * @param fallback the default as it would be written in a recipe
     * @return the option, read with {@link Settings#optionalNumber}
     */
    public static Option numberOrOff(String name, String fallback, double min, double max, String sentence) {
        return new Option(name, Type.NUMBER, fallback, List.of(OFF), min, max, sentence);
    }

    /** {@return an option whose value is a whole number between {@code min} and {@code max}} */
    public static Option integer(String name, int fallback, int min, int max, String sentence) {
        return new Option(name, Type.INTEGER, Integer.toString(fallback), List.of(), min, max, sentence);
    }

    /**
     * An option whose value is a whole number between {@code min} and {@code max}, or a word that stands for one.
     *
     * @param word the word, which is the default
     * @return the option, read with {@link Settings#integerOr}
     */
    public static Option integerOr(String name, String word, int min, int max, String sentence) {
        return new Option(name, Type.INTEGER, word, List.of(word), min, max, sentence);
    }

    /** {@return an option that is on or off} */
    public static Option bool(String name, boolean fallback, String sentence) {
        return new Option(name, Type.BOOLEAN, fallback ? "on" : "off", List.of("on", "off"), 0, 1, sentence);
    }

    /** {@return an option that is one of a few words, the first of which is the default} */
    public static Option choice(String name, List<String> choices, String sentence) {
        return new Option(name, Type.CHOICE, choices.get(0), choices, 0, 0, sentence);
    }

    /** {@return an option whose value is an interval within {@code min} and {@code max}} */
    public static Option range(String name, Interval fallback, double min, double max, String sentence) {
        return new Option(name, Type.RANGE, fallback.toString(), List.of(), min, max, sentence);
    }

    /** {@return an option whose value the part reads itself} */
    public static Option string(String name, String fallback, String sentence) {
        return new Option(name, Type.STRING, fallback, List.of(), 0, 0, sentence);
    }

    /** {@return what values are allowed, in words} */
    public String allowed() {
        return switch (type) {
            case NUMBER -> "a number from " + plain(min) + " to " + plain(max) + orWord();
            case INTEGER -> "a whole number from " + plain(min) + " to " + plain(max) + orWord();
            case BOOLEAN -> "on or off";
            case CHOICE -> "one of " + String.join(", ", choices);
            case RANGE -> "a range a..b within " + plain(min) + ".." + plain(max);
            case STRING -> "text";
        };
    }

    /**
     * Checks a value.
     *
     * @param owner the id of the part whose option it is
     * @param value the value as a recipe writes it
     * @throws RefusedException where it is not of the option's type or range
     */
    public void check(String owner, String value) {
        if (value.isBlank()) {
            throw new RefusedException(
                    "%s of %s is empty; it takes %s; the default is %s.".formatted(name, owner, allowed(), fallback));
        }
        if (!fits(value)) {
            throw new RefusedException("%s=%s does not fit %s: it takes %s; the default is %s%s."
                    .formatted(name, value, owner, allowed(), fallback, advice(value)));
        }
    }

    private boolean fits(String value) {
        return choices.contains(value)
                || switch (type) {
                    case NUMBER -> NumberParser.number(value).stream().anyMatch(this::within);
                    case INTEGER -> NumberParser.whole(value).stream().anyMatch(this::within);
                    case BOOLEAN, CHOICE -> false;
                    case RANGE -> Interval.parse(value)
                            .filter(range -> within(range.min()) && within(range.max()))
                            .isPresent();
                    case STRING -> true;
                };
    }

    private String advice(String value) {
        return type == Type.INTEGER ? NumberParser.wholeAdvice(value) : NumberParser.advice(value);
    }

    private boolean within(double number) {
        return number >= min && number <= max;
    }

    private String orWord() {
        return choices.isEmpty() ? "" : ", or " + String.join(" or ", choices);
    }

    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toString().toLowerCase(Locale.ROOT);
    }
}

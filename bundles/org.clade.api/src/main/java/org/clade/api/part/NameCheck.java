package org.clade.api.part;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only check of names. Names of files, folders, PIDs and ids must be safe on every operating system: at most
 * {@value #LONGEST} letters a to z, digits, dots, dashes and underscores.
 */
public final class NameCheck {

    /** The greatest length of a name, in characters. */
    public static final int LONGEST = 64;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern RESERVED = Pattern.compile("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private NameCheck() {}

    /**
     * Refuses an invalid name.
     *
     * @param what the kind of thing, for instance {@code variant}
     * @param name the name
     * @throws RefusedException if the name is invalid; the message says why and which characters are valid
     */
    public static void check(String what, String name) {
        fault(name).ifPresent(fault -> {
            throw new RefusedException(
                    ("“%s” cannot be the name of a %s: it %s; take at most %s letters a to z, digits, dots, dashes and"
                                    + " underscores, as in my-%s.")
                            .formatted(shown(name), what, fault, LONGEST, what.replace(' ', '-')));
        });
    }

    /**
     * Says what is wrong with a name.
     *
     * @param name the name
     * @return the rest of a sentence that begins with “it”; empty if the name is valid
     */
    public static Optional<String> fault(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        Matcher forbidden = FORBIDDEN.matcher(name);
        if (forbidden.find()) {
            return Optional.of("has " + shownCharacter(name.codePointAt(forbidden.start())));
        }
        if (name.length() > LONGEST) {
            return Optional.of("has %s characters".formatted(name.length()));
        }
        if (!Character.isLetterOrDigit(name.charAt(0))) {
            return Optional.of("does not begin with a letter or a digit");
        }
        if (name.contains("..")) {
            return Optional.of("has two dots in a row");
        }
        if (name.endsWith(".")) {
            return Optional.of("ends with a dot");
        }
        return RESERVED.matcher(name).matches() ? Optional.of("is reserved by Windows") : Optional.empty();
    }

    /**
     * Makes a folder name from any text, for instance from the path of images.
     *
     * @param text the text
     * @return the text if it is a valid name, else the nearest valid name
     */
    public static String folder(String text) {
        String name =
                ALLOWED.matcher(text).matches() ? text : FORBIDDEN.matcher(text).replaceAll("-");
        name = name.replaceAll("-{2,}", "-").replaceAll("\\.{2,}", ".").replaceAll("^[._-]+", "");
        name = name.substring(0, Math.min(LONGEST, name.length())).replaceAll("\\.+$", "");
        if (RESERVED.matcher(name).matches()) {
            return "x-" + name;
        }
        return name.isEmpty() ? "x" : name;
    }

    /**
     * A key that is equal for two names that differ only in case, which some file systems treat as one file.
     *
     * @param name a name
     * @return its lower case, the same in every locale
     */
    public static String caseless(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        String text = name.codePoints()
                .limit(LONGEST)
                .mapToObj(c -> Character.isISOControl(c) ? "�" : Character.toString(c))
                .reduce("", String::concat);
        return name.codePointCount(0, name.length()) > LONGEST ? text + "…" : text;
    }

    private static String shownCharacter(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> "the invisible character U+%s".formatted(code(character));
            case Character.SPACE_SEPARATOR -> "a space";
            default -> "“%s”".formatted(Character.toString(character));
        };
    }

    private static String code(int character) {
        String hex = Integer.toHexString(character).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }
}

package org.clade.shell.render;

import java.util.Locale;

/**
 * Makes control characters and invisible characters visible. Names and titles come from files and bundles: printed
 * unchanged, they could clear the screen, recolor it or forge a line. The result uses JSON's escapes, so that a JSON
 * document stays valid.
 */
public final class Visible {

    private Visible() {}

    /** {@return a text for one line, with visible breaks and tabs} */
    public static String line(String text) {
        return visible(text, "");
    }

    /** {@return a text of several lines, with its breaks and tabs} */
    public static String lines(String text) {
        return visible(text.replace("\r\n", "\n"), "\n\t").replace("\n", System.lineSeparator());
    }

    /** {@return whether a character is a control character or invisible} */
    public static boolean hidden(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || turns(character);
    }

    /** {@return the escape of a character} */
    public static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", character);
        };
    }

    private static String visible(String text, String kept) {
        if (text.codePoints().noneMatch(c -> hidden(c) && kept.indexOf(c) < 0)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (hidden(c) && kept.indexOf(c) < 0) {
                shown.append(escape(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** {@return whether a character changes the direction of the following text} */
    private static boolean turns(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
            default -> false;
        };
    }
}

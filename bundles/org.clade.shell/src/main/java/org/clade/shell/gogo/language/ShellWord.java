package org.clade.shell.gogo.language;

import java.util.ArrayList;
import java.util.List;

/** One word of a typed command: texts, wildcards and expressions of Gogo. */
final class ShellWord {

    private enum Kind {
        /** Plain text. */
        TEXT,
        /** A wildcard for characters of file names. */
        WILD,
        /** An expression of Gogo: {@code $name}, {@code ${…}}, {@code %(…)}. */
        EXPRESSION
    }

    private record Piece(Kind kind, String text) {}

    private final String home;
    private final List<Piece> pieces = new ArrayList<>();
    private boolean special;
    private boolean pattern;

    ShellWord(String home) {
        this.home = home;
    }

    /** {@return whether Gogo would misread it} */
    boolean special() {
        return special;
    }

    /** {@return whether it is a pattern for files} */
    boolean pattern() {
        return pattern;
    }

    /**
     * Reads the word.
     *
     * @param text the commands
     * @param from the index of its first character
     * @param ends the characters that end it
     * @param array whether a square bracket ends it
     * @return the index after its last character
     */
    int read(String text, int from, String ends, boolean array) {
        int at = tilde(text, from, ends);
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (depth == 0 && (ends.indexOf(c) >= 0 || array && (c == '[' || c == ']'))) {
                break;
            }
            if (c == '(') {
                int closed = closing(text, at);
                if (depth == 0 && closed < 0) { // Gogo asks for the missing text
                    special = false;
                    return text.length();
                }
                depth++;
                special = true;
                at = add(Kind.TEXT, text, at, at + 1);
            } else if (c == ')') {
                depth--;
                at = add(Kind.TEXT, text, at, at + 1);
            } else if (c == '\'' || c == '"') {
                at = quoted(text, at);
            } else if (c == '\\' && at + 1 < text.length()) {
                at = add(Kind.TEXT, text, at + 1, at + 2);
            } else if (c == '$' || c == '%' && text.startsWith("%(", at)) {
                at = add(Kind.EXPRESSION, text, at, expression(text, at, ends));
            } else if (c == '{' && depth == 0) {
                at = braces(text, at);
            } else if (depth == 0 && "*?[".indexOf(c) >= 0) {
                special = true;
                pattern = true;
                at = add(Kind.WILD, text, at, at + 1);
            } else {
                special |= c == '%' || c == ']' || c == '[';
                at = add(c == ']' && depth == 0 ? Kind.WILD : Kind.TEXT, text, at, at + 1);
            }
        }
        return at;
    }

    /**
     * The word for Gogo, which evaluates only its expressions.
     *
     * @param wildcards the characters that get a backslash if they are plain text
     * @return the word in quotes
     */
    String quoted(String wildcards) {
        StringBuilder word = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.kind() == Kind.EXPRESSION) {
                flush(plain, word);
                word.append('"').append(piece.text()).append('"');
            } else {
                piece.text().chars().forEach(c -> {
                    boolean meant = piece.kind() == Kind.TEXT && !wildcards.isEmpty();
                    plain.append(meant && (wildcards.indexOf(c) >= 0 || c == '\\') ? "\\" : "")
                            .append((char) c);
                });
            }
        }
        if (!plain.isEmpty() || word.isEmpty()) {
            flush(plain, word);
        }
        return word.toString();
    }

    private static void flush(StringBuilder plain, StringBuilder word) {
        if (!plain.isEmpty() || word.isEmpty()) {
            word.append('\'').append(plain.toString().replace("'", "'\\''")).append('\'');
            plain.setLength(0);
        }
    }

    /** Replaces {@code ~} at the start of a word or of an option's value. */
    private int tilde(String text, int from, String ends) {
        int sign = from;
        if (text.startsWith("--", from)) {
            int equals = from;
            while (equals < text.length()
                    && (text.charAt(equals) == '-' || Character.isLetterOrDigit(text.charAt(equals)))) {
                equals++;
            }
            sign = text.startsWith("=~", equals) ? equals + 1 : from;
        }
        boolean whole = sign + 1 == text.length()
                || sign + 1 < text.length() && (ends + "/").indexOf(text.charAt(sign + 1)) >= 0;
        if (home == null || !whole || text.charAt(sign) != '~') {
            return from;
        }
        special = true;
        add(Kind.TEXT, text, from, sign);
        pieces.add(new Piece(Kind.TEXT, home));
        return sign + 1;
    }

    private int add(Kind kind, String text, int from, int to) {
        pieces.add(new Piece(kind, text.substring(from, to)));
        return to;
    }

    /** Reads text in quotes; Gogo evaluates expressions in double quotes. */
    private int quoted(String text, int from) {
        char quote = text.charAt(from);
        StringBuilder inside = new StringBuilder();
        int at = from + 1;
        for (; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            if (quote == '"' && c == '\\' && at + 1 < text.length()) {
                char next = text.charAt(++at);
                inside.append("\"\\$%".indexOf(next) >= 0 ? "" : "\\").append(next);
            } else if (quote == '"' && (c == '$' || text.startsWith("%(", at))) {
                int end = expression(text, at, " \"");
                pieces.add(new Piece(Kind.TEXT, inside.toString()));
                inside.setLength(0);
                add(Kind.EXPRESSION, text, at, end);
                at = end - 1;
            } else {
                special |= quote == '"' && "%'{".indexOf(c) >= 0; // Gogo evaluates them here, or fails
                inside.append(c);
            }
        }
        pieces.add(new Piece(Kind.TEXT, inside.toString()));
        if (at >= text.length()) { // Gogo asks for the missing text
            special = false;
        }
        return Math.min(text.length(), at + 1);
    }

    /** Alternatives in braces belong to Gogo or to a pattern. */
    private int braces(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length() && !Character.isWhitespace(text.charAt(at)); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return add(Kind.WILD, text, from, at + 1);
            }
        }
        return add(Kind.TEXT, text, from, from + 1);
    }

    private static int expression(String text, int from, String ends) {
        int at = from + 1;
        if (at < text.length() && "({".indexOf(text.charAt(at)) >= 0) {
            int closed = closing(text, at);
            return closed < 0 ? text.length() : closed + 1;
        }
        while (at < text.length()
                && ends.indexOf(text.charAt(at)) < 0
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    /** {@return the index of the closing bracket; -1 if it is missing} */
    private static int closing(String text, int from) {
        char open = text.charAt(from);
        char close = open == '(' ? ')' : '}';
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '\'' || c == '"') {
                int end = text.indexOf(c, at + 1);
                if (end < 0) {
                    return -1;
                }
                at = end;
            } else if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return at;
            }
        }
        return -1;
    }
}

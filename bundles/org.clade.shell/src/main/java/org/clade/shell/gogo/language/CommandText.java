package org.clade.shell.gogo.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Translates typed commands to Gogo's language. Gogo reads brackets, {@code *}, {@code ?} and {@code %} in a word as
 * patterns and expressions, fails if they are not, and has no {@code ~}. So this class quotes such words: recipe syntax
 * passes unchanged, {@code ~} becomes the home folder, and a pattern becomes a call of {@link GlobFunction}, which
 * returns each file as a word. Everything else, also the line structure, stays.
 */
public final class CommandText {

    /** Commands that take a pattern's files as one list. */
    private static final Set<String> LISTS = Set.of("each", "gogo:each");

    private static final String BLANKS = " \t\r";
    private static final String ENDS = BLANKS + "\n;|&<>)}";
    private static final String WILD = "*?[]{}";

    /** A character range at the start of a pattern, not an array. */
    private static final Pattern RANGE = Pattern.compile("\\[[^\\s\\[\\]]+\\][^\\s;|&)}\\]]");

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String text;
    private final String home;
    private final StringBuilder gogo = new StringBuilder();
    private final Deque<Frame> outer = new ArrayDeque<>();
    private Frame frame = new Frame(false);
    private boolean redirected;
    private int at;

    private CommandText(String text, String home) {
        this.text = text;
        this.home = home;
    }

    /**
     * Translates.
     *
     * @param text commands as typed
     * @param home the home folder; null if there is none
     * @return the same for Gogo, line by line
     */
    public static String toGogo(String text, String home) {
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return new CommandText((marked ? text.substring(1) : text).replace("\r\n", "\n"), home).translated();
    }

    /** {@return the folder for {@code ~}; null if there is none} */
    public static String home() {
        String home = System.getenv("HOME");
        if (home == null || home.isBlank()) {
            home = System.getProperty("user.home");
        }
        return home == null || home.isBlank() || home.equals("?") ? null : home;
    }

    private String translated() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (BLANKS.indexOf(c) >= 0) {
                copyTo(at + 1);
            } else if (text.startsWith("\\\n", at)) {
                copyTo(at + 2);
            } else if (c == '#' || text.startsWith("//", at)) {
                copyTo(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                copyTo(end < 0 ? end : end + 2);
            } else if (text.startsWith("<<", at) && !text.startsWith("<<<", at)) {
                hereDocument();
            } else if (operator(c)) {
                operate(c);
            } else {
                word();
            }
        }
        return gogo.toString();
    }

    private boolean operator(char c) {
        boolean closure = c == '{' && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
        return closure
                || c == '['
                        && (frame.array
                                || frame.words.isEmpty()
                                || !RANGE.matcher(text)
                                        .region(at, text.length())
                                        .lookingAt())
                || "\n;|&<>()}]".indexOf(c) >= 0
                || c == '=' && (frame.array || frame.words.size() == 1);
    }

    private void operate(char c) {
        redirected = c == '<' || c == '>' || redirected && c == '&';
        switch (c) {
            case '[', '(', '{' -> {
                outer.push(frame);
                frame = new Frame(c == '[');
            }
            case ']', ')', '}' -> {
                frame = outer.isEmpty() ? new Frame(false) : outer.pop();
                frame.words.add(String.valueOf(c));
            }
            case '=' -> {
                frame.words.add("=");
                gogo.append(frame.array ? "=" : " = "); // Gogo would recognize it without blanks only on the first line
                at++;
                return;
            }
            case '<', '>' -> {}
            default -> {
                if (!redirected && !frame.array) {
                    frame.words.clear();
                }
            }
        }
        copyTo(at + 1);
    }

    private void copyTo(int end) {
        int to = end < 0 ? text.length() : end;
        gogo.append(text, at, to);
        at = to;
    }

    /** Skips the text after {@code <<END}, up to a line {@code END}, which is no command. */
    private void hereDocument() {
        int line = text.indexOf('\n', at);
        if (line < 0) {
            copyTo(-1);
            return;
        }
        String end = text.substring(at, line).replaceFirst("^<<-?", "").strip();
        int found = (text.substring(line) + "\n").indexOf("\n" + end + "\n");
        copyTo(found < 0 ? -1 : Math.min(text.length(), line + found + 1 + end.length()));
    }

    private void word() {
        int start = at;
        List<String> words = frame.words;
        boolean command = words.isEmpty() && !frame.array;
        ShellWord word = new ShellWord(home);
        at = word.read(text, at, command || frame.array ? ENDS + "=" : ENDS, frame.array);
        if (at == start) { // not the start of a word: Gogo reports the error
            copyTo(at + 1);
            return;
        }
        String typed = text.substring(start, at);
        if (command || !word.special()) {
            gogo.append(typed);
        } else if (word.pattern() && !redirected) {
            boolean assigned = words.size() == 2 && words.get(1).equals("=");
            boolean list = !frame.array && (assigned || LISTS.contains(words.get(0)));
            String files = "(" + GlobFunction.NAME + " " + word.quoted(WILD) + ")";
            gogo.append(list ? "[" + files + "]" : files);
        } else {
            gogo.append(word.quoted(""));
        }
        words.add(typed);
        redirected = false;
    }

    /** The content of a bracket or of the whole text: the words of its current command, or of an array. */
    private static final class Frame {
        private final boolean array;
        private final List<String> words = new ArrayList<>();

        private Frame(boolean array) {
            this.array = array;
        }
    }
}

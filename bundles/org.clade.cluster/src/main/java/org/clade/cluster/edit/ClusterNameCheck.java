package org.clade.cluster.edit;

import java.util.Locale;
import org.clade.api.part.RefusedException;

/** What a cluster may be called: a text of one line that can be a part of a file name on every system. */
final class ClusterNameCheck {

    private static final int LONGEST = 64;
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    private ClusterNameCheck() {}

    /**
     * Checks a name.
     *
     * @param name the name
     * @return the name without blanks around it
     * @throws RefusedException saying what is wrong with it
     */
    static String checked(String name) {
        String stripped = name.strip();
        String fault = fault(stripped);
        if (!fault.isEmpty()) {
            throw new RefusedException(
                    "A cluster cannot be called “%s”: the name %s; take at most %s letters, digits, spaces and signs that a file name may have."
                            .formatted(shown(stripped), fault, LONGEST));
        }
        return stripped;
    }

    private static String fault(String name) {
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            return "is empty";
        }
        if (length > LONGEST) {
            return "has %s characters".formatted(length);
        }
        for (int character : name.codePoints().toArray()) {
            if (invisible(character)) {
                return String.format(Locale.ROOT, "has the invisible character U+%04X", character);
            }
            if (FORBIDDEN.indexOf(character) >= 0) {
                return "has “%s”".formatted(Character.toString(character));
            }
        }
        return name.endsWith(".") ? "ends with a dot" : "";
    }

    private static boolean invisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String shown(String name) {
        String text = name.codePoints()
                .limit(LONGEST)
                .mapToObj(character -> invisible(character) ? "�" : Character.toString(character))
                .reduce("", String::concat);
        return name.codePointCount(0, name.length()) > LONGEST ? text + "…" : text;
    }
}

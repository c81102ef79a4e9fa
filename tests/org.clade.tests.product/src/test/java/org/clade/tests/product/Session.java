package org.clade.tests.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in a document and its documented output. Sessions are between {@code ```console} and
 * {@code ```}; a line that begins with {@code clade>} is a command, the lines below are its answer.
 *
 * @param command the command
 * @param answer the lines that are printed; {@code …} stands for anything within a line
 */
record Session(String command, List<String> answer) {
    private static final String PROMPT = "clade> ";

    /** {@return all sessions of a document, in order} */
    static List<Session> of(Path document) throws IOException {
        List<Session> sessions = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith(PROMPT)) {
                sessions.add(new Session(line.substring(PROMPT.length()), new ArrayList<>()));
            } else if (inside) {
                sessions.get(sessions.size() - 1).answer().add(line);
            }
        }
        return sessions;
    }

    /** {@return whether a text is the answer, ignoring line breaks} */
    boolean answers(String text) {
        String expected = Arrays.stream(words(String.join("\n", answer)).split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return words(text).matches(expected);
    }

    private static String words(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("\\s+", " ").strip();
    }

    /** {@return the word after another one in the command; empty if there is none} */
    String after(String word) {
        List<String> words = List.of(command.split(" "));
        int index = words.indexOf(word);
        return index < 0 || index + 1 == words.size() ? "" : words.get(index + 1);
    }
}

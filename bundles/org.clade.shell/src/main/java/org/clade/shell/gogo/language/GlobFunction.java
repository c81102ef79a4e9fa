package org.clade.shell.gogo.language;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.apache.felix.gogo.runtime.ArgList;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** The function for a file pattern: it returns each file as a word, or the pattern itself if no file fits. */
public final class GlobFunction implements Function {

    /** Its name. */
    static final String NAME = "clade:_glob";

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        String pattern = String.valueOf(arguments.get(0));
        List<String> files = files(session.currentDir(), pattern);
        return new ArgList(files.isEmpty() ? List.of(unescaped(pattern)) : files);
    }

    /**
     * Finds files.
     *
     * @param folder where relative patterns start
     * @param pattern with {@code * ? [ ] { }} as wildcards, unless after a backslash
     * @return their names in order, in the form of the pattern
     */
    static List<String> files(Path folder, String pattern) {
        List<String> found = List.of("");
        for (String segment : segments(pattern)) {
            List<String> next = new ArrayList<>();
            for (String before : found) {
                next.addAll(
                        wild(segment) ? matches(folder, before, segment) : step(folder, before, unescaped(segment)));
            }
            found = next;
        }
        return found.stream().sorted().toList();
    }

    /** {@return a pattern split after each slash} */
    private static List<String> segments(String pattern) {
        List<String> segments = new ArrayList<>();
        int start = 0;
        for (int slash = pattern.indexOf('/'); slash >= 0; slash = pattern.indexOf('/', start)) {
            segments.add(pattern.substring(start, slash + 1));
            start = slash + 1;
        }
        if (start < pattern.length()) {
            segments.add(pattern.substring(start));
        }
        return segments;
    }

    private static boolean wild(String segment) {
        return segment.replaceAll("\\\\.", "").matches(".*[*?\\[{].*");
    }

    private static List<String> step(Path folder, String before, String name) {
        try {
            return Files.exists(folder.resolve(before + name)) ? List.of(before + name) : List.of();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static List<String> matches(Path folder, String before, String segment) {
        boolean inner = segment.endsWith("/");
        String name = inner ? segment.substring(0, segment.length() - 1) : segment;
        List<String> matches = new ArrayList<>();
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(before))) {
                for (Path entry : entries) {
                    String file = entry.getFileName().toString();
                    boolean hidden = file.startsWith(".") && !name.startsWith(".");
                    if (!hidden && matcher.matches(entry.getFileName()) && (!inner || Files.isDirectory(entry))) {
                        matches.add(before + file + (inner ? "/" : ""));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException | PatternSyntaxException | InvalidPathException e) {
            return List.of(); // an unreadable folder has no files, and an invalid pattern is a name
        }
        return matches;
    }

    private static String unescaped(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }
}

package org.clade.data.folder;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Names of sets and images from folders. */
public final class FolderNames {

    private static final char UNKNOWN = '\uFFFD';
    private static final Pattern LOOKS_ESCAPED = Pattern.compile("\\\\(?=x[0-9A-F]{2})");

    private FolderNames() {}

    /**
     * The folder's own name.
     *
     * @param folder the folder
     * @param technical names without meaning, such as {@code raw}, for which the parent's name is used
     * @return the name
     */
    public static String of(Path folder, String... technical) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path named = absolute.getFileName() != null
                        && Set.of(technical).contains(absolute.getFileName().toString())
                ? absolute.getParent()
                : absolute;
        return named.getFileName() == null ? "data" : last(named);
    }

    /** {@return the path of a file below a folder, with {@code /} between names on every system} */
    public static String relative(Path folder, Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(FolderNames::name)
                .collect(Collectors.joining("/"));
    }

    /** {@return the last name of a path} */
    public static String last(Path path) {
        return path.getFileName() == null ? path.toString() : name(path.getFileName());
    }

    /**
     * One name as text. Linux stores names as bytes: invalid bytes become {@code \xE9}, so that different files have
     * different names and each name identifies its file.
     */
    private static String name(Path name) {
        String text = name.toString();
        if (text.indexOf(UNKNOWN) >= 0) {
            return text(bytes(name));
        }
        return text.indexOf('\\') < 0 ? text : escaped(text);
    }

    /** {@return the text with a backslash escaped where it looks like the start of an escape} */
    private static String escaped(String text) {
        return LOOKS_ESCAPED.matcher(text).replaceAll("\\\\x5C");
    }

    /** Only a URI gives the bytes of a name in Java. */
    private static byte[] bytes(Path name) {
        String path = name.toAbsolutePath().toUri().getRawPath();
        String last = path.replaceAll("/$", "").replaceAll(".*/", "");
        ByteBuffer bytes = ByteBuffer.allocate(last.length());
        for (int i = 0; i < last.length(); i++) {
            if (last.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(last, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) last.charAt(i));
            }
        }
        bytes.flip();
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private static String text(byte[] name) {
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        StringBuilder text = new StringBuilder();
        while (in.hasRemaining()) {
            CoderResult result = decoder.reset().decode(in, out, true);
            text.append(escaped(out.flip().toString()));
            out.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                text.append(String.format(Locale.ROOT, "\\x%02X", in.get()));
            }
        }
        return text.toString();
    }
}

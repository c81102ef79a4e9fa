package org.clade.tensor.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An archive of {@code torch.jit.save} that becomes part of another archive, see {@link ScriptArchive}. Its source text, its constants and
 * the numbers of its tensors are copied as they are.
 */
public final class ModuleFile {

    private static final String PICKLE = "data.pkl";
    private static final String DATA = "data/";
    private static final String CODE = "code/";

    /** Texts of its author, and the images that it was traced with, belong to the module alone. */
    private static final List<String> LEFT_OUT = List.of("extra/", "traced_inputs");

    private final Path file;
    private final String folder;
    private final List<String> entries;
    private final PickledModule module;

    private ModuleFile(Path file, String folder, List<String> entries, PickledModule module) {
        this.file = file;
        this.folder = folder;
        this.entries = entries;
        this.module = module;
    }

    /**
     * Reads what an archive consists of.
     *
     * @param file the archive
     * @return the archive
     * @throws IOException if it cannot be read, or is no archive of a module
     */
    public static ModuleFile read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = Collections.list(zip.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            String folder = names.stream()
                    .filter(name -> name.endsWith("/" + PICKLE))
                    .findFirst()
                    .map(name -> name.substring(0, name.length() - PICKLE.length()))
                    .orElseThrow(() -> new IOException("“%s” has no pickled module".formatted(file)));
            List<String> entries = names.stream()
                    .filter(name -> name.startsWith(folder))
                    .map(name -> name.substring(folder.length()))
                    .toList();
            return new ModuleFile(file, folder, entries, PickledModule.parse(content(zip, folder + PICKLE)));
        }
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("“%s” has no entry %s".formatted(zip.getName(), name));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** {@return the qualified name of the module's class, such as {@code __torch__.Net}} */
    public String type() {
        return module.type();
    }

    /**
     * The type that the module's {@code forward} returns.
     *
     * @return the type as the source has it, such as {@code Tuple[Tensor, Tensor]}
     * @throws IOException if the archive cannot be read, or the class has no such method
     */
    public String result() throws IOException {
        int point = type().lastIndexOf('.');
        String name = type().substring(point + 1);
        String source;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            source = new String(
                    content(zip, folder + CODE + type().substring(0, point).replace('.', '/') + ".py"),
                    StandardCharsets.UTF_8);
        }
        Matcher forward = Pattern.compile(
                        "^class %s\\(Module\\):\\n(?:(?!^class ).*\\n)*?  def forward\\((?s:.*?)\\) -> (.+):\\n"
                                .formatted(Pattern.quote(name)),
                        Pattern.MULTILINE)
                .matcher(source);
        if (!forward.find()) {
            throw new IOException("The class %s in “%s” has no method forward".formatted(type(), file));
        }
        return forward.group(1);
    }

    /** {@return a name of a module of source text that the archive does not have, such as {@code __torch__.clade}} */
    public String freePlace() {
        String place = "clade";
        for (int n = 2; has(CODE + "__torch__/" + place); n++) {
            place = "clade" + n;
        }
        return "__torch__." + place;
    }

    private boolean has(String start) {
        return entries.stream().anyMatch(entry -> entry.equals(start + ".py") || entry.startsWith(start + "/"));
    }

    /** {@return the first number from which on no tensor of the archive has its numbers in {@code data/<number>}} */
    int freeNumber() {
        return entries.stream()
                .filter(entry -> entry.matches(DATA + "[0-9]{1,8}"))
                .mapToInt(entry -> Integer.parseInt(entry.substring(DATA.length())) + 1)
                .max()
                .orElse(0);
    }

    /** {@return the instructions that put the module on the stack, as a part of another pickle, in evaluation mode} */
    byte[] instructions() {
        return module.evaluating();
    }

    /** Where an entry is written to. */
    @FunctionalInterface
    interface Sink {

        /** Writes an entry with the content of {@code in}. */
        void write(String name, InputStream in) throws IOException;
    }

    /** Copies all entries but the pickled module and what belongs to the module alone. */
    void copyTo(Sink sink) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String entry : entries) {
                if (!entry.equals(PICKLE) && LEFT_OUT.stream().noneMatch(entry::startsWith)) {
                    try (InputStream in = zip.getInputStream(zip.getEntry(folder + entry))) {
                        sink.write(entry, in);
                    }
                }
            }
        }
    }
}

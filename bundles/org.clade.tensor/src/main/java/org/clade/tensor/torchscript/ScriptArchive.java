package org.clade.tensor.torchscript;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.TensorContent;

/**
 * A TorchScript archive made from source text and tensors: what {@code torch.jit.save} would write for a module of one class.
 *
 * <p>It is a zip of entries under one folder: {@code data.pkl} (a pickled instance of the class, its state the tensors and {@code
 * training = False}), {@code code/__torch__.py} (the class), {@code constants.pkl} (the empty tuple), {@code version}, {@code data/<n>}
 * (the numbers of a tensor), and {@code extra/<name>} (texts that {@code torch.jit.load} returns as {@code _extra_files}). Equal archives
 * are written as equal bytes.
 *
 * <p>With the archive of another module, that module is an attribute of this one. Its entries are copied, so its version and its constants
 * are those of the whole, and {@code data.pkl} has its instructions in the middle. The class is in another module of source text
 * ({@link ModuleFile#freePlace()}), and its tensors have numbers that the other archive does not use; so no name in it changes.
 *
 * @param folder the folder of the entries
 * @param type the class's name
 * @param source the class in TorchScript's printed form: operators by their ATen schema, types by number; it declares each tensor
 * @param tensors float32, float64 or int64; the name of each is an attribute of the class
 * @param extra texts by name
 * @param attribute the attribute that holds another module
 * @param module the archive of that module, if there is one
 */
public record ScriptArchive(
        String folder,
        String type,
        String source,
        List<NamedTensor> tensors,
        Map<String, String> extra,
        String attribute,
        Optional<ModuleFile> module) {

    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};
    private static final String PLACE = "__torch__";

    /** The version that PyTorch has written since 1.13, in which every operator has its present meaning. */
    private static final String VERSION = "10\n";

    /** Copies the lists. */
    public ScriptArchive {
        if (!source.contains("class " + type + "(Module):")) {
            throw new IllegalArgumentException("The source has no class " + type + "(Module)");
        }
        tensors = List.copyOf(tensors);
        extra = Map.copyOf(extra);
    }

    /**
     * An archive without another module.
     *
     * @param folder the folder of the entries
     * @param type the class's name
     * @param source the class
     * @param tensors its tensors
     * @param extra texts by name
     */
    public ScriptArchive(
            String folder, String type, String source, List<NamedTensor> tensors, Map<String, String> extra) {
        this(folder, type, source, tensors, extra, "", Optional.empty());
    }

    /** {@return the module of source text that the class is in} */
    private String place() {
        return module.map(ModuleFile::freePlace).orElse(PLACE);
    }

    /**
     * Writes the archive.
     *
     * @param out where to; stays open
     * @throws IOException if it cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        int first = module.map(ModuleFile::freeNumber).orElse(0);
        Map<String, byte[]> modules =
                module.map(each -> Map.of(attribute, each.instructions())).orElse(Map.of());
        write(zip, "data.pkl", new ModulePickle(place(), type, tensors, first, modules).bytes());
        write(zip, "code/" + place().replace('.', '/') + ".py", source.getBytes(StandardCharsets.UTF_8));
        if (module.isEmpty()) {
            write(zip, "constants.pkl", EMPTY_TUPLE);
            write(zip, "version", VERSION.getBytes(StandardCharsets.UTF_8));
        }
        for (String name : extra.keySet().stream().sorted().toList()) {
            write(zip, "extra/" + name, extra.get(name).getBytes(StandardCharsets.UTF_8));
        }
        zip.setLevel(ZipOutputStream.STORED); // weights do not shrink
        for (int i = 0; i < tensors.size(); i++) {
            write(zip, "data/" + (first + i), tensors.get(i).content());
        }
        if (module.isPresent()) {
            module.get().copyTo((name, in) -> write(zip, name, in::transferTo));
        }
        zip.finish();
    }

    private void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        write(zip, name, out -> out.write(content));
    }

    private void write(ZipOutputStream zip, String name, TensorContent content) throws IOException {
        ZipEntry entry = new ZipEntry(folder + "/" + name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }
}

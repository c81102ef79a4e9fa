package org.clade.engine.torch;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive made from source text: what {@code torch.jit.save} would write for a module without weights.
 *
 * <p>It is a zip of four entries under one folder: {@code data.pkl} (a pickled instance of the class, its only state
 * {@code training = True}), {@code code/__torch__.py} (the class), {@code constants.pkl} (the empty tuple) and
 * {@code version}.
 *
 * @param type the class's name
 * @param source the class in TorchScript's printed form: operators by their ATen schema, types by number
 */
public record TorchScriptArchive(String type, String source) {

    private static final String SCRIPT = "Script";
    private static final String FOLDER = "operators/";
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    public TorchScriptArchive {
        if (!source.contains("class " + type + "(Module):")) {
            throw new IllegalArgumentException("The source has no class " + type + "(Module)");
        }
    }

    /**
     * {@return a module of methods only}
     *
     * @param methods as the class's body
     */
    static TorchScriptArchive ofMethods(String methods) {
        String head =
                "class %s(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n\n".formatted(SCRIPT);
        return new TorchScriptArchive(SCRIPT, head + methods);
    }

    /**
     * {@return the text of a resource next to this class}
     *
     * @param name of the resource
     */
    static String text(String name) {
        try (InputStream text = TorchScriptArchive.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the archive} */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            write(zip, "data.pkl", instance());
            write(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            write(zip, "constants.pkl", EMPTY_TUPLE);
            write(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Loads the module.
     *
     * @param scope holds it
     * @return the module
     * @throws ai.djl.engine.EngineException if this libtorch does not know an operator in it
     */
    public PtSymbolBlock load(NDManager scope) {
        try {
            return JniUtils.loadModule((PtNDManager) scope, new ByteArrayInputStream(bytes()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pickle, protocol 2: GLOBAL __torch__.type, EMPTY_TUPLE, NEWOBJ, {"training": True}, BUILD, STOP. */
    private byte[] instance() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c__torch__\n" + type + "\nq\0)").getBytes(StandardCharsets.US_ASCII));
        pickle.write(0x81);
        byte[] key = "training".getBytes(StandardCharsets.US_ASCII);
        pickle.write(new byte[] {'}', '(', 'X', (byte) key.length, 0, 0, 0});
        pickle.write(key);
        pickle.write(new byte[] {'q', 1, (byte) 0x88, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

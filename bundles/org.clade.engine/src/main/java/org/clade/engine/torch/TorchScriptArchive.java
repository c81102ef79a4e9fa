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
import java.util.List;
import java.util.Map;
import org.clade.tensor.torchscript.ScriptArchive;

/**
 * A module without weights, made from source text and loaded through a {@link ScriptArchive}.
 *
 * @param type the class's name
 * @param source the class in TorchScript's printed form: operators by their ATen schema, types by number
 */
public record TorchScriptArchive(String type, String source) {

    private static final String SCRIPT = "Script";
    private static final String FOLDER = "operators";

    /** Checks that the source has the class. */
    public TorchScriptArchive {
        archive(type, source);
    }

    private static ScriptArchive archive(String type, String source) {
        return new ScriptArchive(FOLDER, type, source, List.of(), Map.of());
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
        try {
            archive(type, source).writeTo(bytes);
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
}

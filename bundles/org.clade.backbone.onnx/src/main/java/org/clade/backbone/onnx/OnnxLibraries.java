package org.clade.backbone.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.CacheFolder;

/**
 * Loads ONNX Runtime, whose libraries are unpacked into Clade's cache once. A Java machine loads them into one bundle only, so a bundle that
 * replaces another one needs a restart.
 */
final class OnnxLibraries {

    /** The version that the bundle is built with; later ones keep a telemetry store. */
    private static final String VERSION = "1.28.0";

    private static final String PATH = "onnxruntime.native.path";
    private static final List<String> FOLDERS = List.of("linux-x64", "linux-aarch64", "osx-aarch64", "win-x64");
    private static final List<String> LIBRARIES = List.of(
            "libonnxruntime.so",
            "libonnxruntime4j_jni.so",
            "libonnxruntime.dylib",
            "libonnxruntime4j_jni.dylib",
            "onnxruntime.dll",
            "onnxruntime4j_jni.dll");

    private OnnxLibraries() {}

    /**
     * Loads the libraries.
     *
     * @return the environment of all sessions
     * @throws RefusedException if they cannot be loaded
     */
    static OrtEnvironment load() {
        String before = System.getProperty(PATH);
        try {
            if (before == null) {
                System.setProperty(PATH, unpacked().toString());
            }
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "clade");
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new RefusedException(
                    "ONNX Runtime cannot be loaded, since an earlier bundle of this process has its libraries or they are not for this machine; start Clade again.",
                    e);
        } catch (IOException e) {
            throw new RefusedException(
                    "The libraries of ONNX Runtime cannot be unpacked into the cache: %s.".formatted(e.getMessage()),
                    e);
        } finally {
            if (before == null) {
                System.clearProperty(PATH);
            }
        }
    }

    private static Path unpacked() throws IOException {
        for (String folder : FOLDERS) {
            Path target = CacheFolder.find(System.getProperties(), System.getenv())
                    .resolve("onnxruntime")
                    .resolve(VERSION + "-" + folder);
            boolean found = false;
            for (String library : LIBRARIES) {
                try (InputStream in = OrtEnvironment.class.getResourceAsStream("native/" + folder + "/" + library)) {
                    if (in != null) {
                        found = true;
                        Path file = target.resolve(library);
                        if (!Files.exists(file)) {
                            AtomicFile.replace(file, in::transferTo);
                        }
                    }
                }
            }
            if (found) {
                return target;
            }
        }
        throw new IOException("the bundle holds none");
    }
}

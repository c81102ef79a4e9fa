package org.clade.run.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;

/** The kinds of files that hold a network, told by their content. */
enum NetworkFile {
    /** Named tensors: the weights of a network whose layers a part knows. */
    SAFETENSORS,
    /** A network that PyTorch traced or scripted. */
    TORCHSCRIPT,
    /** A network in the format of ONNX. */
    ONNX;

    private static final int HEAD = 16;
    private static final int HEADER_LENGTH = 8;
    private static final int PICKLE = 0x80;
    private static final int ONNX_VERSION_FIELD = 0x08;
    private static final int MOST_ONNX_VERSIONS = 0x7F;
    private static final String SAVE =
            "save it as .safetensors, or trace the network with torch.jit.trace and save that";

    /**
     * Tells what a file is.
     *
     * @param file the file
     * @return its kind
     * @throws RefusedException if it holds no network that Clade reads; a file of weights that only Python reads, and that can run code, is
     *     one of them
     */
    static NetworkFile of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length > HEADER_LENGTH && head[HEADER_LENGTH] == '{' && fits(head, Files.size(file))) {
                return SAFETENSORS;
            }
            if (head.length > 1 && head[0] == 'P' && head[1] == 'K') {
                return script(file);
            }
            if (head.length > 0 && (head[0] & 0xFF) == PICKLE) {
                throw pickle(file);
            }
            if (head.length > 2 && head[0] == ONNX_VERSION_FIELD && head[1] > 0 && head[1] < MOST_ONNX_VERSIONS) {
                return ONNX;
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "The network “%s” cannot be read: %s; name another file."
                            .formatted(file, FileProblem.words(file, e)),
                    e);
        }
        throw new RefusedException(
                "“%s” is no network that Clade knows: it is neither .safetensors, nor TorchScript, nor ONNX; %s."
                        .formatted(file, SAVE));
    }

    private static boolean fits(byte[] head, long size) {
        long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length > 0 && length <= size - HEADER_LENGTH;
    }

    private static NetworkFile script(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.stream().anyMatch(entry -> entry.getName().matches("[^/]*/code/.*"))) {
                return TORCHSCRIPT;
            }
        }
        throw pickle(file);
    }

    private static RefusedException pickle(Path file) {
        return new RefusedException(
                "“%s” is a pickle of Python, which only Python reads and which can run code; in Python, %s."
                        .formatted(file, SAVE));
    }
}

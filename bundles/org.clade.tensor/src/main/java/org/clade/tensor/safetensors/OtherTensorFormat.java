package org.clade.tensor.safetensors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/** Refuses files of weights in other formats, and says what to do. */
final class OtherTensorFormat {

    private static final Pattern PICKLE_NAME = Pattern.compile(".*\\.(pt|pth|pkl|pickle|ckpt|bin)");
    private static final String INDEX = ".safetensors.index.json";
    private static final byte PICKLE = (byte) 0x80;
    private static final String ZIP = "PK\u0003\u0004";
    private static final String LFS_POINTER = "version ";

    private OtherTensorFormat() {}

    static void refuseByName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(INDEX)) {
            throw new RefusedException(
                    "“%s” is the index of a model in several files, which Clade does not read; save the model as one file with safetensors.torch.save_file."
                            .formatted(file));
        }
        if (PICKLE_NAME.matcher(name).matches()) {
            throw pickle(file);
        }
    }

    static void refuseByStart(Path file, ByteBuffer start) {
        String text = new String(start.array(), 0, start.limit(), StandardCharsets.ISO_8859_1);
        if (text.startsWith(ZIP) || start.limit() > 1 && start.get(0) == PICKLE && start.get(1) < 6 && !brace(start)) {
            throw pickle(file);
        }
        if (text.startsWith(LFS_POINTER)) {
            throw new RefusedException(
                    "“%s” is a pointer of Git LFS, not the weights; run git lfs pull, or download the file itself."
                            .formatted(file));
        }
    }

    /** A header of 0x…80 bytes has the first byte of a pickle, but a brace follows its length. */
    private static boolean brace(ByteBuffer start) {
        return start.limit() > Long.BYTES && start.get(Long.BYTES) == '{';
    }

    private static RefusedException pickle(Path file) {
        return new RefusedException(
                "“%s” is a pickle of PyTorch, which Clade does not read because it can run code; convert it once in Python with safetensors.torch.save_file(torch.load(file, weights_only=True), \"weights.safetensors\")."
                        .formatted(file));
    }
}

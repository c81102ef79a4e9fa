package org.clade.api.graph;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;

/**
 * A whole network in a file, as one step of a {@link Graph}. Clade does not know its operators, so only a file of the same format can take
 * it in.
 *
 * @param format the format of the file
 * @param file the file
 * @param output which of its outputs the result is, from 0
 * @param name the name of that output, where outputs have names (ONNX; a dictionary in TorchScript); otherwise empty
 * @param shape the shape of that output; the first dimension is {@link Value#BATCH}
 */
public record OpaqueNetwork(Format format, Path file, int output, String name, Shape shape) {

    /** A format of files that hold a network with its structure. */
    public enum Format {
        /** An archive of {@code torch.jit.save}. */
        TORCHSCRIPT("TorchScript"),
        /** A model of ONNX, with or without a second file of weights. */
        ONNX("ONNX");

        private final String title;

        Format(String title) {
            this.title = title;
        }

        /** {@return the name of the format, for messages} */
        public String title() {
            return title;
        }
    }
}

package org.clade.export;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.export.graph.RecordedNetwork;
import org.clade.export.onnx.OnnxFile;
import org.clade.export.torchscript.NetworkScript;

/** Writes a network into files, and runs these with libtorch and with ONNX Runtime. */
final class WrittenNetwork {

    private WrittenNetwork() {}

    /** {@return what the TorchScript file gives for images} */
    static List<float[]> torchscript(RecordedNetwork network, Path folder, NDArray images)
            throws IOException, MalformedModelException {
        Path file = folder.resolve("network.pt");
        try (OutputStream out = Files.newOutputStream(file)) {
            new NetworkScript(network).writeTo(out);
        }
        try (Model model = Model.newInstance("network", "PyTorch");
                NDManager scope = images.getManager().newSubManager()) {
            model.load(folder, "network");
            NDList outputs = model.getBlock().forward(new ParameterStore(scope, false), new NDList(images), false);
            return outputs.stream().map(NDArray::toFloatArray).toList();
        }
    }

    /** {@return the environment, which has the same name for the backbone of ONNX files} */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "clade");
    }

    /** {@return what the ONNX file gives for images} */
    static List<float[]> onnx(RecordedNetwork network, Path folder, NDArray images) throws IOException, OrtException {
        Path file = folder.resolve("network.onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            OnnxFile.write(network, out);
        }
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options);
                    OnnxTensor tensor = OnnxTensor.createTensor(
                            environment,
                            FloatBuffer.wrap(images.toFloatArray()),
                            images.getShape().getShape());
                    OrtSession.Result result = session.run(Map.of("images", tensor))) {
                List<float[]> outputs = new ArrayList<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    FloatBuffer numbers = ((OnnxTensor) output.getValue()).getFloatBuffer();
                    float[] values = new float[numbers.remaining()];
                    numbers.get(values);
                    outputs.add(values);
                }
                return outputs;
            }
        }
    }
}

package org.clade.run.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.run.RunRequest;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.training.TrainingProgress;
import org.clade.api.variant.Network;

/**
 * A network that computes in a precision and returns float32, so that losses, targets and statistics are independent of it.
 *
 * @param network the network
 * @param engine switches the precision
 * @param precision of convolutions and matrix products
 * @param device the device
 */
public record PrecisionNetwork(Network network, TensorEngine engine, Precision precision, Device device)
        implements Network {

    /** {@return a network that computes in the requested precision} */
    public static Network of(Network network, TensorEngine engine, RunRequest request, Device device) {
        Precision precision = engine.autocast().precision(request.precision(), device);
        return precision == Precision.FP32 ? network : new PrecisionNetwork(network, engine, precision, device);
    }

    @Override
    public Set<Signal> signals() {
        return network.signals();
    }

    @Override
    public Signal decision() {
        return network.decision();
    }

    @Override
    public Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode, int together) {
        Predictions predictions =
                engine.autocast().run(precision, device, () -> network.predict(images, wanted, mode, together));
        Map<Signal, NDArray> answers = new LinkedHashMap<>();
        for (Signal signal : predictions.signals()) {
            answers.put(signal, engine.operators().toFloat32(predictions.get(signal)));
        }
        return new Predictions(answers);
    }

    @Override
    public Optional<NDArray> transformed(NDArray images, ForwardMode mode) {
        return engine.autocast()
                .run(precision, device, () -> network.transformed(images, mode))
                .map(engine.operators()::toFloat32);
    }

    @Override
    public Optional<NDArray> attention(NDArray images, ForwardMode mode) {
        return engine.autocast()
                .run(precision, device, () -> network.attention(images, mode))
                .map(engine.operators()::toFloat32);
    }

    @Override
    public void beforeStep(TrainingProgress progress, Targets targets) {
        network.beforeStep(progress, targets);
    }

    @Override
    public void afterStep(TrainingProgress progress) {
        network.afterStep(progress);
    }

    @Override
    public Map<String, NDArray> stateDict() {
        return network.stateDict();
    }

    @Override
    public Map<Signal, Value> export(Graph graph, Value images) {
        return network.export(graph, images);
    }

    @Override
    public NDList weights() {
        return network.weights();
    }

    @Override
    public long parameters() {
        return network.parameters();
    }

    @Override
    public void save(OutputStream out) throws IOException {
        network.save(out);
    }

    @Override
    public void load(InputStream in) throws IOException {
        network.load(in);
    }

    @Override
    public void close() {
        network.close();
    }
}

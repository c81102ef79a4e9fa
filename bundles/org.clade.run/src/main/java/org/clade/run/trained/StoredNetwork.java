package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.clade.run.folder.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's network and one of its images, whose shape it was built for. */
final class StoredNetwork implements TrainedNetwork {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final LoadedRun run;

    private StoredNetwork(LoadedRun run) {
        this.run = run;
    }

    /**
     * The network of a run as it predicts.
     *
     * @param run the run; closed if this fails
     * @param own opens the images that it was trained on; called only if their statistics must be measured
     * @return the network
     */
    static StoredNetwork of(LoadedRun run, Supplier<Optional<Dataset>> own) {
        try {
            if (run.recipe().training().inference() == ForwardMode.BATCH_STATISTICS
                    && FixedStatistics.of(run, run.found().checkpoint().file().sha256(), own)
                            .isEmpty()) {
                LOG.warn(
                        "The images of {} have changed, so the network has the running statistics of training.",
                        run.folder());
            }
            return new StoredNetwork(run);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return RunFolder.of(folder()).id();
    }

    @Override
    public Path folder() {
        return run.folder();
    }

    @Override
    public String checkpoint() {
        return run.found().checkpoint().file().name();
    }

    @Override
    public Recipe recipe() {
        return run.recipe();
    }

    @Override
    public String data() {
        return run.data().name();
    }

    @Override
    public ImageShape input() {
        return run.found().shape();
    }

    @Override
    public Signal decision() {
        return run.decision();
    }

    @Override
    public Optional<float[][]> means() {
        return run.withMeans(means -> means.map(StoredNetwork::rows));
    }

    private static float[][] rows(NDArray points) {
        int width = (int) points.getShape().get(1);
        float[] numbers = points.toFloatArray();
        float[][] rows = new float[numbers.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(numbers, i * width, rows[i], 0, width);
        }
        return rows;
    }

    @Override
    public Map<String, NDArray> stateDict() {
        return run.scope().network().stateDict();
    }

    @Override
    public Map<Signal, Value> export(Graph graph, Value images) {
        return run.scope().network().export(graph, run.variant().evalTransform().export(graph, images));
    }

    @Override
    public void close() {
        run.close();
    }
}

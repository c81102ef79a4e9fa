package org.clade.run.baseline;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.part.PartSpec;
import org.clade.api.run.RunRequest;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;

/** A run whose network tells black from white and takes the last black image for white. */
final class BlackAndWhiteRun implements TrainedRun {

    private static final double[][] VECTORS = {
        {0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {0.4, 0.6}, {0.1, 0.9}, {0.2, 0.8}, {0.3, 0.7}, {0.1, 0.9}
    };

    private final boolean labeled;

    /** Whether it was closed. */
    boolean closed;

    /**
     * The run.
     *
     * @param labeled whether its images have labels
     */
    BlackAndWhiteRun(boolean labeled) {
        this.labeled = labeled;
    }

    @Override
    public Path folder() {
        return Path.of("runs/x");
    }

    @Override
    public RunRequest request() {
        return RunRequest.of("good", "fashion-mnist-10k");
    }

    @Override
    public Recipe recipe() {
        return new Recipe(
                "good",
                new Recipe.Provenance("", "", "own"),
                new Recipe.Architecture(2, 0, PartSpec.parse("vgg"), List.of(), PartSpec.parse("identity"), List.of()),
                new Recipe.TrainingPlan(
                        PartSpec.parse("adam"),
                        PartSpec.parse("constant"),
                        ForwardMode.EVALUATION,
                        List.of(),
                        List.of(),
                        1,
                        0,
                        0,
                        1),
                Map.of());
    }

    @Override
    public EvaluatedRun evaluated() {
        throw new AssertionError("not asked for here");
    }

    @Override
    public DatasetInfo data() {
        return new BlackAndWhite(labeled).open("fashion-mnist-10k", Split.ALL).info();
    }

    @Override
    public int images() {
        return VECTORS.length;
    }

    @Override
    public Optional<int[]> labels() {
        return new BlackAndWhite(labeled).open("fashion-mnist-10k", Split.ALL).labels();
    }

    @Override
    public Set<Signal> signals() {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public Signal decision() {
        return Signal.PROBABILITIES;
    }

    @Override
    public int[] clusters() {
        return new int[] {0, 0, 0, 1, 1, 1, 1, 1};
    }

    @Override
    public Predictions look(Dataset images, Set<Signal> wanted, NDManager keeper) {
        throw new UnsupportedOperationException("a baseline looks at the run's own images");
    }

    @Override
    public Predictions look(Set<Signal> wanted, NDManager keeper) {
        throw new AssertionError("not asked for here");
    }

    @Override
    public double[][] vectors(Signal signal) {
        return VECTORS.clone();
    }

    @Override
    public void close() {
        closed = true;
    }
}

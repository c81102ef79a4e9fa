package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.engine.ForwardMode;
import org.clade.api.features.FeatureFile;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Signal;
import org.clade.run.features.FeatureNetwork;
import org.clade.run.folder.RunFolder;
import org.clade.run.images.ImageBatches;
import org.clade.run.images.ImageTensor;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.support.CancellationToken;

/** Embeddings of images by the network of a run, as it predicts: the clean view, and running statistics. */
final class RunFeatures implements FeatureNetwork {

    private final RunSnapshot found;
    private final RunLoader trained;
    private boolean opened;
    private LoadedRun run;
    private String statistics = "running statistics";
    private int width;

    RunFeatures(RunSnapshot found, RunLoader trained) {
        this.found = found;
        this.trained = trained;
    }

    @Override
    public ImageBatches.Reader reader() {
        int size = found.size();
        return (wanted, receiver) -> SelectiveDataset.readItems(found.dataset(), size, size, wanted, receiver);
    }

    @Override
    public ImageShape shape() {
        return found.shape();
    }

    @Override
    public int batch() {
        return Inference.together(found.use().variant().recipe(), found.shape());
    }

    @Override
    public void load(int item, CancellationToken cancellation) {
        opened = true;
        run = trained.openFor(found, item, cancellation);
        if (!run.signals().contains(Signal.FEATURES)) {
            throw new RefusedException(
                    "The network of run %s emits no features; name another run.".formatted(found.folder()));
        }
        if (run.recipe().training().inference() == ForwardMode.BATCH_STATISTICS) {
            statistics = FixedStatistics.of(run, found.checkpoint().file().sha256(), () -> trained.own(run.request()))
                    .map(FixedStatistics::words)
                    .orElse("running statistics of training, not those of a batch");
        }
        width = features(ByteBuffer.allocateDirect(found.shape().bytes()), 1).length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public FeatureFile.Origin origin(CancellationToken cancellation) {
        return new FeatureFile.Origin(
                "run " + RunFolder.of(found.folder()).id(),
                Map.of(),
                List.of(new FeatureFile.WeightFile(
                        found.checkpoint().file().name(),
                        found.checkpoint().file().sha256())),
                "%s, then the clean view of the run, %s".formatted(found.shape(), statistics),
                "embedding of the backbone",
                run.request().precision());
    }

    @Override
    public float[] features(ByteBuffer images, int count) {
        RunScope scope = run.scope();
        try (NDManager host = scope.host().newSubManager();
                NDManager work = scope.device().newSubManager()) {
            NDArray read = ImageTensor.of(images, count, found.shape(), host);
            NDArray moved = read.toDevice(work.getDevice(), true);
            moved.attach(work);
            return scope.engine().autograd().noGrad(() -> scope.network()
                    .predict(
                            run.variant()
                                    .evalTransform()
                                    .apply(moved, scope.random().clean()),
                            Set.of(Signal.FEATURES),
                            ForwardMode.EVALUATION)
                    .get(Signal.FEATURES)
                    .toFloatArray());
        }
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        } else if (!opened) {
            found.close();
        }
    }
}

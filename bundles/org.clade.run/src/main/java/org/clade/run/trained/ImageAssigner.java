package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.run.images.ImageBatches.Batch;
import org.clade.run.images.ImageTensor;
import org.clade.run.inference.Decision;
import org.clade.run.inference.RunScope;
import org.clade.run.prediction.AssignedImages;

/**
 * Assigns images a batch at a time, each by itself: batch normalization uses running statistics.
 *
 * @param run the run
 * @param edits the edits of the run's clusters, if there are any
 * @param means K×D points that stand for the clusters, if the nearest of them decides
 */
record ImageAssigner(LoadedRun run, Optional<ClusterEdits> edits, Optional<NDArray> means) {

    /** {@return the cluster of each image of a batch} */
    AssignedImages assign(Batch batch) {
        RunScope scope = run.scope();
        ImageShape shape = run.found().shape();
        try (NDManager host = scope.host().newSubManager();
                NDManager work = scope.device().newSubManager()) {
            NDArray read = ImageTensor.of(batch.images(), batch.count(), shape, host);
            NDArray images = read.toDevice(work.getDevice(), true);
            images.attach(work);
            return scope.engine().autograd().noGrad(() -> assigned(seen(images), batch.count()));
        }
    }

    private Predictions seen(NDArray images) {
        Set<Signal> wanted = new HashSet<>(edits.map(ClusterEdits::signals).orElse(Set.of()));
        wanted.add(run.scope().network().decision());
        return run.scope()
                .network()
                .predict(
                        run.variant()
                                .evalTransform()
                                .apply(images, run.scope().random().clean()),
                        wanted,
                        ForwardMode.EVALUATION);
    }

    private AssignedImages assigned(Predictions seen, int count) {
        NDArray scores = Decision.scores(seen.get(run.scope().network().decision()), means);
        int k = (int) scores.getShape().get(1);
        float[] numbers = scores.toFloatArray();
        List<Decision> decisions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            decisions.add(Decision.of(numbers, i * k, k));
        }
        int[] clusters = decisions.stream().mapToInt(Decision::cluster).toArray();
        return new AssignedImages(
                decisions, edits.map(each -> each.repeat(clusters, seen)).orElse(clusters));
    }
}

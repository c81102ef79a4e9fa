package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;

/** A session of TURTLE's inner problem; with a warm start, the classifiers outlive a batch. */
final class ClassifierSession implements TargetSession {

    private static final String LOSS = "inner-loss";

    private final int clusters;
    private final FeatureSpaces spaces;
    private final int steps;
    private final double rate;
    private final boolean warm;
    private List<float[][]> kept = List.of();
    private double loss = Double.NaN;

    ClassifierSession(TargetRequest request) {
        Settings settings = request.settings();
        clusters = request.clusters();
        spaces = settings.get(ClassifierTargets.SPACES);
        steps = settings.get(ClassifierTargets.STEPS);
        rate = settings.get(ClassifierTargets.LR);
        warm = settings.get(ClassifierTargets.START) == ClassifierTargets.InnerStart.WARM;
    }

    @Override
    public Targets compute(TargetContext context) {
        NDArray classified;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList columns =
                    spaces.split(context.predictions().get(Signal.FEATURES).stopGradient());
            NDArray labels = context.predictions().get(Signal.PROBABILITIES).stopGradient();
            NDList logs = new NDList();
            List<float[][]> states = new ArrayList<>();
            double sum = 0;
            for (int j = 0; j < columns.size(); j++) {
                LinearClassifier classifier = classifier(context, columns.get(j), j);
                for (int step = 0; step < steps; step++) {
                    classifier.fit(columns.get(j), labels, rate);
                }
                NDArray fitted = classifier.logProbabilities(columns.get(j));
                sum += SoftLabels.crossEntropy(labels, fitted).getFloat();
                logs.add(fitted);
                if (warm) {
                    states.add(classifier.state());
                }
            }
            kept = states;
            loss = sum;
            classified = NDArrays.stack(logs, 1);
            NDScope.unregister(classified);
            classified.attach(context.manager());
        }
        return new Targets(context.indices().length, Map.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES, classified));
    }

    private LinearClassifier classifier(TargetContext context, NDArray features, int space) {
        return kept.isEmpty()
                ? LinearClassifier.drawn(
                        (int) features.getShape().get(1),
                        clusters,
                        context.random().derive("classifier", space),
                        context.manager())
                : LinearClassifier.of(kept.get(space), context.manager());
    }

    @Override
    public Map<String, Double> diagnostics() {
        return Double.isNaN(loss) ? Map.of() : Map.of("inner_loss", loss);
    }

    @Override
    public NDList save(NDManager manager) {
        NDList state = new NDList();
        for (int j = 0; j < kept.size(); j++) {
            for (int i = 0; i < kept.get(j).length; i++) {
                NDArray array = manager.create(kept.get(j)[i]);
                array.setName(name(j, i));
                state.add(array);
            }
        }
        NDArray last = manager.create(new double[] {loss});
        last.setName(LOSS);
        state.add(last);
        return state;
    }

    private static String name(int classifier, int array) {
        return "classifier." + classifier + "." + array;
    }

    @Override
    public void restore(NDList state) {
        loss = state.get(LOSS).toDoubleArray()[0];
        List<float[][]> states = new ArrayList<>();
        for (int j = 0; state.get(name(j, 0)) != null; j++) {
            List<float[]> arrays = new ArrayList<>();
            for (int i = 0; state.get(name(j, i)) != null; i++) {
                arrays.add(state.get(name(j, i)).toFloatArray());
            }
            states.add(arrays.toArray(float[][]::new));
        }
        kept = states;
    }
}

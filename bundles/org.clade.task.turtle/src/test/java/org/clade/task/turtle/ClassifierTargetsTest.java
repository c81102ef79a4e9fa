package org.clade.task.turtle;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.optimizer.AdamOptimizer;
import org.clade.testkit.PseudoTargetStrategyContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTargetsTest implements PseudoTargetStrategyContract {

    @Override
    public PseudoTargetStrategy part() {
        return new ClassifierTargets();
    }

    @Override
    public List<String> settings() {
        return List.of("", "spaces=4+2, start=warm", "steps=3, lr=0.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theInnerLossAgreesWithTheReference(int spaces) {
        Golden golden = Golden.load("turtle_inner_loss__" + spaces + "space");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray labels = golden.tensor(manager, "inputs.labels");
            double loss = 0;
            for (int j = 0; j < spaces; j++) {
                LinearClassifier classifier = new LinearClassifier(
                        golden.tensor(manager, "inputs.w" + j), golden.tensor(manager, "inputs.b" + j));
                NDArray features = golden.tensor(manager, "inputs.z" + j);
                loss += SoftLabels.crossEntropy(labels, classifier.logProbabilities(features))
                        .getFloat();
                NDList gradients = classifier.gradients(features, labels);
                golden.check("expected.grad.w" + j, gradients.get(0));
                golden.check("expected.grad.b" + j, gradients.get(1));
            }
            golden.check("expected.loss", loss);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theInnerLoopAgreesWithTheReference(int spaces) {
        Golden golden = Golden.load("turtle_inner_loop__" + spaces + "space");
        int steps = (int) golden.number("params.M");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray labels = golden.tensor(manager, "inputs.labels");
            double[] losses = new double[steps];
            for (int j = 0; j < spaces; j++) {
                LinearClassifier classifier = new LinearClassifier(
                        golden.tensor(manager, "inputs.start.w" + j),
                        golden.tensor(manager, "inputs.start_bias.b" + j));
                NDArray features = golden.tensor(manager, "inputs.z" + j);
                NDList weights = new NDList();
                NDList biases = new NDList();
                for (int step = 0; step < steps; step++) {
                    losses[step] += SoftLabels.crossEntropy(labels, classifier.logProbabilities(features))
                            .getFloat();
                    classifier.fit(features, labels, golden.number("params.inner_lr"));
                    weights.add(classifier.weight().duplicate());
                    biases.add(classifier.bias().duplicate());
                    classifier = LinearClassifier.of(classifier.state(), manager);
                }
                golden.check("expected.w" + j + "_after_each_step", NDArrays.stack(weights));
                golden.check("expected.b" + j + "_after_each_step", NDArrays.stack(biases));
            }
            golden.check("expected.loss_before_each_step", losses);
        }
    }

    /** Two iterations of encoder, classifiers, task and optimizer together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twoIterationsAgreeWithTheReference(int spaces) {
        Golden golden = Golden.load("turtle_two_iterations__" + spaces + "space");
        AdamOptimizer optimizer = new AdamOptimizer(engine());
        BilevelTask task = new BilevelTask();
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = Encoders.block(golden, spaces, "inputs.encoder", manager);
            NDArray features = Encoders.features(golden, spaces, manager);
            NDList weights = new NDList(block.getParameters().values().stream()
                    .map(Parameter::getArray)
                    .toList());
            try (OptimizerSession updates =
                    optimizer.open(weights, Settings.of(optimizer, "lr=" + golden.number("params.outer_lr")))) {
                for (int iteration = 0; iteration < 2; iteration++) {
                    String expected = "expected.iteration" + iteration;
                    NDArray labels = engine().autograd().noGrad(() -> Encoders.forward(block, features, manager)
                            .get(0));
                    golden.check(expected + ".labels", labels);
                    List<LinearClassifier> classifiers = new ArrayList<>();
                    NDList logs = new NDList();
                    for (int j = 0; j < spaces; j++) {
                        String start = "inputs.inner_start.iteration" + iteration;
                        LinearClassifier classifier = new LinearClassifier(
                                golden.tensor(manager, start + ".w" + j), golden.tensor(manager, start + ".b" + j));
                        NDArray own = golden.tensor(manager, "inputs.z" + j);
                        for (int step = 0; step < golden.number("params.M"); step++) {
                            classifier.fit(own, labels, golden.number("params.inner_lr"));
                        }
                        golden.check(expected + ".inner_w.w" + j, classifier.weight());
                        golden.check(expected + ".inner_b.b" + j, classifier.bias());
                        classifiers.add(classifier);
                        logs.add(classifier.logProbabilities(own));
                    }
                    Targets targets =
                            new Targets(12, Map.of(TargetKind.CLASSIFIER_LOG_PROBABILITIES, NDArrays.stack(logs, 1)));
                    try (GradientCollector recording = engine().autograd().record()) {
                        NDArray said =
                                Encoders.forward(block, features, manager).get(1);
                        NDArray loss = task.loss(new Step(
                                new Predictions(Map.of(Signal.SPACE_PROBABILITIES, said)),
                                targets,
                                Settings.of(task, "gamma=" + golden.number("params.gamma"))));
                        recording.backward(loss);
                        golden.check(expected + ".loss", loss);
                    }
                    Encoders.checkGradients(block, golden, spaces, expected + ".grad_first_order");
                    updates.update(1);
                    Encoders.checkWeights(block, golden, spaces, expected + ".encoder_after");
                }
            }
        }
    }
}

package org.clade.task.temi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.Step;
import org.clade.api.training.StepHooks;
import org.clade.api.training.TrainingProgress;
import org.clade.golden.Golden;
import org.clade.optimizer.AdamWOptimizer;
import org.clade.testkit.HeadContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentTeacherHeadTest implements HeadContract {

    private static final List<String> NAMES = List.of("w1", "b1", "w2", "b2", "v", "g");

    @Override
    public Head part() {
        return new StudentTeacherHead();
    }

    @Override
    public List<String> settings() {
        return List.of("heads=3, hidden=8, bottleneck=6", "heads=1, hidden=4, bottleneck=3, freeze=0");
    }

    @Test
    void aHeadAgreesWithTheReference() {
        Golden golden = Golden.load("temi_head");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            HeadStack stack = new HeadStack(new HeadSizes(1, 8, 5, 4), "student", true);
            stack.prepare(6);
            for (int i = 0; i < NAMES.size(); i++) {
                Parameter parameter = stack.parameters().get(i);
                parameter.initialize(manager, DataType.FLOAT32);
                golden.tensor(manager, "inputs." + NAMES.get(i))
                        .reshape(parameter.getShape())
                        .copyTo(parameter.getArray());
                parameter.getArray().setRequiresGradient(true);
            }
            NDArray x = golden.tensor(manager, "inputs.x");
            x.setRequiresGradient(true);
            NDList values = stack.values(new ParameterStore(manager, false), Device.cpu(), true);
            NDArray out = stack.logits(values, x, false, null).reshape(7, 4);
            NDArray loss = out.mul(golden.tensor(manager, "inputs.upstream")).sum();
            recording.backward(loss);
            golden.check("expected.out", out);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.x", x.getGradient());
            for (int i = 0; i < NAMES.size(); i++) {
                golden.check(
                        "expected.grad." + NAMES.get(i),
                        stack.parameters().get(i).getArray().getGradient());
            }
        }
    }

    @Test
    void aTeacherFollowsItsStudent() {
        Golden golden = Golden.load("temi_teacher_update");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            HeadStack teacher = stack(manager);
            HeadStack student = stack(manager);
            golden.tensor(manager, "inputs.teacher")
                    .copyTo(teacher.parameters().get(0).getArray());
            NDArray steps = golden.tensor(manager, "inputs.student_after_each_step");
            NDList after = new NDList();
            for (int step = 0; step < steps.getShape().get(0); step++) {
                steps.get(step).copyTo(student.parameters().get(0).getArray());
                teacher.follow(student, golden.number("params.momentum"));
                after.add(teacher.parameters().get(0).getArray().duplicate());
            }
            golden.check("expected.teacher_after_each_step", NDArrays.stack(after));
        }
    }

    private static HeadStack stack(NDManager manager) {
        HeadStack stack = new HeadStack(new HeadSizes(1, 5, 2, 2), "teacher", false);
        stack.prepare(3);
        stack.parameters().forEach(parameter -> parameter.initialize(manager, DataType.FLOAT32));
        return stack;
    }

    /** Two steps of head, targets, task and optimizer together. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void twoStepsAgreeWithTheReference(int epoch) {
        Golden golden = Golden.load("temi_two_steps__epoch" + epoch);
        NeighborTargets strategy = new NeighborTargets();
        MutualInformationTask task = new MutualInformationTask();
        AdamWOptimizer optimizer = new AdamWOptimizer(engine());
        try (NDManager manager = engine().newManager(Device.cpu());
                TargetSession session = strategy.open(
                        new TargetRequest(100, 3, Settings.of(strategy, "beta=0.6"), RandomStream.of(1)))) {
            Block block = block("heads=2, hidden=6, bottleneck=4, momentum=0.9, momentum_end=0.9", 5, 3);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 1, 1));
            fill(block, golden, "inputs.student", "student", manager);
            fill(block, golden, "inputs.teacher", "teacher", manager);
            NDList weights = new NDList();
            block.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .map(Parameter::getArray)
                    .forEach(weights::add);
            weights.forEach(weight -> weight.setRequiresGradient(true));
            List<Double> losses = new ArrayList<>();
            NDList classes = new NDList();
            try (OptimizerSession updates =
                    optimizer.open(weights, Settings.of(optimizer, "lr=0.01, weight_decay=0.01, idle=rest"))) {
                for (int step = 0; step < 2; step++) {
                    NDArray features = adjacent(golden.tensor(manager, "inputs.features_of_each_step")
                            .get(step));
                    NDList seen = engine().autograd().noGrad(() -> forward(block, features, false, manager));
                    Targets targets = session.compute(new TargetContext(
                            epoch,
                            IntStream.range(0, 6).toArray(),
                            new Predictions(Map.of(
                                    Signal.STUDENT_LOG_PROBABILITIES,
                                    seen.get(1),
                                    Signal.TEACHER_LOG_PROBABILITIES,
                                    seen.get(2))),
                            RandomStream.of(1),
                            manager));
                    classes.add(targets.get(TargetKind.CLASS_LOG_PROBABILITIES).exp());
                    TrainingProgress progress = new TrainingProgress(epoch * 2L + step, 2, 2);
                    StepHooks hooks = (StepHooks) block;
                    hooks.beforeStep(progress, targets);
                    try (GradientCollector recording = engine().autograd().record()) {
                        NDArray students =
                                forward(block, features, true, manager).get(1);
                        NDArray loss = task.loss(new Step(
                                new Predictions(Map.of(Signal.STUDENT_LOG_PROBABILITIES, students)),
                                targets,
                                Settings.of(task, "")));
                        losses.add((double) loss.getFloat());
                        recording.backward(loss);
                    }
                    updates.update(1);
                    engine().autograd().noGrad(() -> {
                        hooks.afterStep(progress);
                        return null;
                    });
                }
            }
            golden.check(
                    "expected.loss_of_each_step",
                    losses.stream().mapToDouble(Double::doubleValue).toArray());
            double[] perHead = golden.numbers("expected.loss_per_head_of_each_step");
            assertEquals((perHead[0] + perHead[2]) / 2, session.diagnostics().get("loss_head_1"), 2e-4);
            assertEquals((perHead[1] + perHead[3]) / 2, session.diagnostics().get("loss_head_2"), 2e-4);
            golden.check("expected.class_probability_after", classes.get(1));
            check(block, golden, "expected.student_after", "student");
            check(block, golden, "expected.teacher_after", "teacher");
        }
    }

    /** The images, then their neighbors, to images with their neighbors. */
    private static NDArray adjacent(NDArray rows) {
        return rows.reshape(2, 6, 5).transpose(1, 0, 2).reshape(12, 5, 1, 1);
    }

    private static void fill(Block block, Golden golden, String path, String kind, NDManager manager) {
        for (String name : NAMES) {
            NDArray array = parameter(block, kind, name);
            NDArray[] heads = IntStream.range(0, 2)
                    .mapToObj(head -> golden.tensor(manager, path + ".head" + head + "." + name))
                    .toArray(NDArray[]::new);
            NDArrays.stack(new NDList(heads)).reshape(array.getShape()).copyTo(array);
        }
    }

    private static void check(Block block, Golden golden, String path, String kind) {
        for (String name : NAMES) {
            NDArray array = parameter(block, kind, name).flatten();
            long half = array.size() / 2;
            golden.check(path + ".head0." + name, array.get("0:" + half));
            golden.check(path + ".head1." + name, array.get(half + ":"));
        }
    }

    private static NDArray parameter(Block block, String kind, String name) {
        List<String> order =
                List.of("_linear1_weight", "_linear1_bias", "_linear2_weight", "_linear2_bias", "_last_v", "_last_g");
        return block.getParameters().get(kind + order.get(NAMES.indexOf(name))).getArray();
    }

    private static NDList forward(Block block, NDArray features, boolean training, NDManager manager) {
        return block.forward(new ParameterStore(manager, false), new NDList(features), training);
    }

    /** Outside training the teacher of the best head decides. */
    @Test
    void theTargetsChooseTheDecidingHead() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = block("heads=3, hidden=4, bottleneck=3", 5, 4);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 1, 1));
            NDArray features = manager.create(RandomStream.of(1).gaussian(10), new Shape(2, 5, 1, 1));
            NDList before = forward(block, features, false, manager);
            ((StepHooks) block)
                    .beforeStep(
                            new TrainingProgress(0, 1, 1),
                            new Targets(2, Map.of(TargetKind.BEST_HEAD, manager.create(new int[] {2}))));
            NDList after = forward(block, features, false, manager);
            assertArrayEquals(head(before, 0), before.get(0).toFloatArray(), 1e-6f);
            assertArrayEquals(head(after, 2), after.get(0).toFloatArray(), 1e-6f);
        }
    }

    private static float[] head(NDList said, int head) {
        return said.get(2).get(":, " + 4 * head + ":" + (4 * head + 4)).exp().toFloatArray();
    }

    @Test
    void anAttentionMapIsRefused() {
        HeadRequest request = new HeadRequest(new FeatureShape(5, 1, 1), 3, true, Settings.of(part(), ""));
        assertThrows(RefusedException.class, () -> part().build(request));
    }

    private Block block(String settings, int width, int clusters) {
        return part().build(
                        new HeadRequest(new FeatureShape(width, 1, 1), clusters, false, Settings.of(part(), settings)));
    }
}

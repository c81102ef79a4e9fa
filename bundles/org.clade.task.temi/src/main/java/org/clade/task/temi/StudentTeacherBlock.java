package org.clade.task.temi;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.training.StepHooks;
import org.clade.api.training.TrainingProgress;

/** All students and all teachers, from features to log-probabilities. Students train, and teachers follow them after each step. */
final class StudentTeacherBlock extends AbstractBlock implements StepHooks, ExportableBlock {

    private static final byte VERSION = 1;

    private final HeadSizes sizes;
    private final float temperature;
    private final TeacherPlan plan;
    private final HeadStack students;
    private final HeadStack teachers;
    private final Parameter teacherTemperature;
    private final Parameter best;
    private boolean frozen;

    /**
     * The heads.
     *
     * @param sizes the sizes of the layers
     * @param temperature the students' temperature
     * @param plan how the teachers change
     */
    StudentTeacherBlock(HeadSizes sizes, double temperature, TeacherPlan plan) {
        super(VERSION);
        this.sizes = sizes;
        this.temperature = (float) temperature;
        this.plan = plan;
        students = new HeadStack(sizes, "student", true);
        teachers = new HeadStack(sizes, "teacher", false);
        students.parameters().forEach(this::addParameter);
        teachers.parameters().forEach(this::addParameter);
        teacherTemperature =
                addParameter(number("teacher_temperature", new ConstantInitializer((float) plan.temperature())));
        best = addParameter(number("best_head", Initializer.ZEROS));
    }

    private static Parameter number(String name, Initializer initializer) {
        return Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optInitializer(initializer)
                .optRequiresGrad(false)
                .optShape(new Shape(1))
                .build();
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        long features = inputShapes[0].slice(1).size();
        students.prepare(features);
        teachers.prepare(features);
    }

    @Override
    public void initialize(NDManager manager, DataType dataType, Shape... inputShapes) {
        super.initialize(manager, dataType, inputShapes);
        teachers.copy(students);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.head();
        Device device = input.getDevice();
        NDList student = students.values(store, device, training);
        NDList teacher = teachers.values(store, device, false);
        NDArray teacherScale = store.getValue(teacherTemperature, device, false);
        int head = (int) store.getValue(best, device, false).getFloat(0);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            long rows = input.getShape().get(0);
            NDArray features = input.reshape(rows, -1);
            NDArray said = students.logits(student, features, frozen, options)
                    .div(temperature)
                    .logSoftmax(2);
            NDArray taught = training
                    ? said.stopGradient()
                    : teachers.logits(teacher, features, false, options)
                            .div(teacherScale)
                            .logSoftmax(2);
            NDArray decisive = training ? said : taught;
            long width = (long) sizes.heads() * sizes.clusters();
            NDList outputs = new NDList(
                    decisive.get(":, " + head).exp(), said.reshape(rows, width), taught.reshape(rows, width));
            outputs.forEach(NDScope::unregister);
            return outputs;
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value features = graph.reshape(inputs.get(0), inputs.get(0).size());
        Value student = graph.logSoftmax(graph.div(students.export(graph, features), temperature), 2);
        Value teacher =
                graph.logSoftmax(graph.div(teachers.export(graph, features), graph.parameter(teacherTemperature)), 2);
        int head = (int) best.getArray().getFloat(0);
        Value decisive = graph.reshape(graph.slice(teacher, 1, head, head + 1), sizes.clusters());
        long width = (long) sizes.heads() * sizes.clusters();
        return List.of(
                graph.elementwise(Elementwise.EXP, decisive),
                graph.reshape(student, width),
                graph.reshape(teacher, width));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long rows = inputShapes[0].get(0);
        Shape all = new Shape(rows, (long) sizes.heads() * sizes.clusters());
        return new Shape[] {new Shape(rows, sizes.clusters()), all, all};
    }

    @Override
    public void beforeStep(TrainingProgress progress, Targets targets) {
        frozen = plan.frozen(progress);
        set(teacherTemperature, (float) plan.temperature(progress));
        if (targets.kinds().contains(TargetKind.BEST_HEAD)) {
            set(best, targets.get(TargetKind.BEST_HEAD).toIntArray()[0]);
        }
    }

    @Override
    public void afterStep(TrainingProgress progress) {
        teachers.follow(students, plan.momentum(progress));
    }

    private static void set(Parameter parameter, float value) {
        parameter.getArray().muli(0f).addi(value);
    }
}

package org.clade.task.pairwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new PairwiseTask();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "",
                "clip=0, reduction=sum",
                "loss=mse",
                "reduction=selected",
                "loss=swapped, reduction=rows",
                "loss=swapped, precision=float64",
                "loss=swapped, clip=0");
    }

    /** A sum is four times as large when every image occurs twice; a mean divided by the rows is half as large. */
    @Override
    public double meanTolerance(Settings settings) {
        return switch (settings.get(PairwiseTask.REDUCTION)) {
            case SUM -> 3.0001;
            case ROWS -> 0.50001;
            case ALL, SELECTED -> 1e-5;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "dac_eq10_pair_bce__paper_sum, 'reduction=sum, clip=0'",
        "dac_eq10_pair_bce__paper_mean_selected, 'reduction=selected, clip=0'",
        "dac_pair_bce__keras, ''",
        "dac_pair_mse__mnist, 'loss=mse'",
        "dac_pair_swapped__float32_clip, 'loss=swapped, reduction=rows'",
        "dac_pair_swapped__float64_clip, 'loss=swapped, reduction=rows, precision=float64'"
    })
    void agreesWithTheReferenceInTheLogits(String name, String settings) {
        Golden golden = Golden.load(name);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray logits = golden.tensor(manager, "inputs.logits");
            logits.setRequiresGradient(true);
            NDArray relation = golden.tensor(manager, "inputs.relation");
            if (golden.has("inputs.selected")) {
                NDArray selected = golden.tensor(manager, "inputs.selected");
                relation = relation.mul(selected).add(selected).sub(1);
            }
            NDArray loss = loss(logits.softmax(1).normalize(2, 1), relation, settings);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    /** Slopes of the golden case: 16.118 for unrelated pairs, 15.942 or 16.118 for related ones. */
    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64"})
    void swappedIsLinearWithTheSlopesOfTheFormat(String precision) {
        Golden golden = Golden.load("dac_pair_swapped__" + precision + "_clip");
        PairCost cost = PairCost.of(Settings.of(part(), "loss=swapped, precision=" + precision));
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray similarity = manager.create(new float[] {0, 1, 0, 1});
            float[] costs = cost.costs(similarity, manager.create(new float[] {0, 0, 1, 1}))
                    .toFloatArray();
            assertEquals(golden.number("checks.slope_r0"), costs[1] - costs[0], 1e-4);
            assertEquals(golden.number("checks.slope_r1"), costs[2] - costs[3], 1e-4);
        }
    }

    /** Inputs after a collapse, or with targets that contradict confident predictions. */
    @ParameterizedTest
    @ValueSource(strings = {"", "clip=0", "loss=mse", "loss=swapped", "loss=swapped, clip=0"})
    void certainContradictionsAreFinite(String settings) {
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray vectors = manager.create(new float[][] {{1, 0}, {1, 0}, {0, 1}});
            vectors.setRequiresGradient(true);
            NDArray relation = manager.create(new float[][] {{1, 0, 1}, {0, 1, 1}, {1, 1, 1}});
            NDArray loss = loss(vectors, relation, settings);
            recording.backward(loss);
            assertTrue(Float.isFinite(loss.getFloat()));
            NDArray gradient = vectors.getGradient();
            assertTrue(gradient.isNaN().none().getBoolean());
            assertTrue(gradient.isInfinite().none().getBoolean());
        }
    }

    @Test
    void costsNothingWhereNoPairIsSelected() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray vectors = manager.create(new float[][] {{1, 0}, {0.6f, 0.8f}});
            NDArray none = manager.full(new Shape(2, 2), -1f);
            for (String reduction : List.of("all", "sum", "selected", "rows")) {
                assertEquals(0, loss(vectors, none, "reduction=" + reduction).getFloat());
            }
        }
    }

    private NDArray loss(NDArray vectors, NDArray relation, String settings) {
        return part().loss(new Step(
                new Predictions(Map.of(Signal.UNIT_VECTORS, vectors)),
                new Targets((int) relation.getShape().get(0), Map.of(TargetKind.RELATIONS, relation)),
                Settings.of(part(), settings)));
    }
}

package org.clade.task.turtle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.golden.Golden;
import org.clade.testkit.HeadContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskEncoderHeadTest implements HeadContract {

    @Override
    public Head part() {
        return new TaskEncoderHead();
    }

    @Override
    public List<String> settings() {
        return List.of("", "spaces=100+20");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void agreesWithTheReference(int spaces) {
        Golden golden = Golden.load("turtle_task_encoder__" + spaces + "space");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = Encoders.block(golden, spaces, "inputs", manager);
            try (GradientCollector recording = engine().autograd().record()) {
                NDList said = Encoders.forward(block, Encoders.features(golden, spaces, manager), manager);
                NDArray loss = said.get(0)
                        .mul(golden.tensor(manager, "inputs.upstream"))
                        .sum();
                recording.backward(loss);
                golden.check("expected.labels", said.get(0));
                golden.check("expected.loss", loss);
                for (int j = 0; j < spaces; j++) {
                    golden.check("expected.labels_of_space" + j, said.get(1).get(":, " + 3 * j + ":" + (3 * j + 3)));
                }
                Encoders.checkGradients(block, golden, spaces, "expected.grad");
            }
        }
    }

    /** The form of the weights changes nothing at the start. */
    @Test
    void lengthsStartAsTheLengthsOfTheDirections() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = part().build(new HeadRequest(new FeatureShape(5, 1, 1), 3, false, Settings.of(part(), "")));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 5, 1, 1));
            assertArrayEquals(
                    block.getParameters()
                            .get("space1_v")
                            .getArray()
                            .square()
                            .sum(new int[] {1})
                            .sqrt()
                            .toFloatArray(),
                    block.getParameters().get("space1_g").getArray().toFloatArray(),
                    1e-6f);
        }
    }

    @Test
    void spacesThatDoNotAddUpAreRefused() {
        HeadRequest request = new HeadRequest(new FeatureShape(10, 1, 1), 3, false, Settings.of(part(), "spaces=4+7"));
        RefusedException refused = assertThrows(RefusedException.class, () -> part().build(request));
        assertEquals(
                "spaces=4+7 add up to 11, but the features have 10 numbers; give the width of each space, in the order of"
                        + " the files, or spaces=all.",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spaces=4+", "spaces=none", "spaces=0+3", "spaces=3,4"})
    void otherFormsOfSpacesAreRefused(String settings) {
        assertThrows(RefusedException.class, () -> Settings.of(part(), settings));
    }
}

package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Settings;
import org.clade.golden.Golden;

/** Task encoders with the weights of a golden case. */
final class Encoders {

    private static final String[] NAMES = {"v", "g", "b"};
    private static final String[] PARAMETERS = {"_v", "_g", "_bias"};

    private Encoders() {}

    static String spaces(Golden golden, int spaces) {
        StringBuilder text = new StringBuilder("spaces=");
        for (int j = 0; j < spaces; j++) {
            text.append(j == 0 ? "" : "+").append(golden.shape("inputs.z" + j)[1]);
        }
        return text.toString();
    }

    static Block block(Golden golden, int spaces, String path, NDManager manager) {
        TaskEncoderHead head = new TaskEncoderHead();
        int width = 0;
        for (int j = 0; j < spaces; j++) {
            width += (int) golden.shape("inputs.z" + j)[1];
        }
        Block block = head.build(
                new HeadRequest(new FeatureShape(width, 1, 1), 3, false, Settings.of(head, spaces(golden, spaces))));
        block.initialize(manager, DataType.FLOAT32, new Shape(1, width, 1, 1));
        for (int j = 0; j < spaces; j++) {
            for (int i = 0; i < NAMES.length; i++) {
                NDArray array = parameter(block, j, i);
                golden.tensor(manager, path + "." + NAMES[i] + j).copyTo(array);
                array.setRequiresGradient(true);
            }
        }
        return block;
    }

    private static NDArray parameter(Block block, int space, int name) {
        return block.getParameters()
                .get("space" + (space + 1) + PARAMETERS[name])
                .getArray();
    }

    static NDArray features(Golden golden, int spaces, NDManager manager) {
        NDList all = new NDList();
        for (int j = 0; j < spaces; j++) {
            all.add(golden.tensor(manager, "inputs.z" + j));
        }
        return NDArrays.concat(all, 1);
    }

    static NDList forward(Block block, NDArray features, NDManager manager) {
        return block.forward(
                new ParameterStore(manager, false),
                new NDList(features.reshape(features.getShape().addAll(new Shape(1, 1)))),
                true);
    }

    static void checkGradients(Block block, Golden golden, int spaces, String path) {
        for (int j = 0; j < spaces; j++) {
            for (int i = 0; i < NAMES.length; i++) {
                golden.check(path + "." + NAMES[i] + j, parameter(block, j, i).getGradient());
            }
        }
    }

    static void checkWeights(Block block, Golden golden, int spaces, String path) {
        for (int j = 0; j < spaces; j++) {
            for (int i = 0; i < NAMES.length; i++) {
                golden.check(path + "." + NAMES[i] + j, parameter(block, j, i));
            }
        }
    }
}

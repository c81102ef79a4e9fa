package org.clade.backbone.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.clade.api.engine.TensorOperators;
import org.clade.modelfile.ModelException;
import org.clade.modelfile.ModelRunner;

/**
 * A session that computes. Arrays go through main memory.
 *
 * @param environment the environment
 * @param session the session
 * @param operators lays images out row-major
 */
record OnnxRunner(OrtEnvironment environment, OrtSession session, TensorOperators operators) implements ModelRunner {

    @Override
    public NDList run(NDArray images) {
        String input = session.getInputNames().iterator().next();
        NDManager scope = images.getManager();
        try (NDArray ordered = operators.contiguous(images).duplicate();
                OnnxTensor tensor = OnnxTensor.createTensor(
                        environment,
                        direct(ordered.toByteBuffer()),
                        images.getShape().getShape());
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            NDList outputs = new NDList();
            for (Map.Entry<String, OnnxValue> output : result) {
                if (output.getValue() instanceof OnnxTensor numbers && isFloat(numbers)) {
                    NDArray values = array(scope, numbers);
                    values.setName(output.getKey());
                    outputs.add(values);
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw new ModelException(ModelException.reason(e), e);
        }
    }

    private static boolean isFloat(OnnxTensor tensor) {
        OnnxJavaType type = tensor.getInfo().type;
        return type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16 || type == OnnxJavaType.BFLOAT16;
    }

    private static FloatBuffer direct(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
        }
        ByteBuffer copy = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
        copy.put(bytes).flip();
        return copy.asFloatBuffer();
    }

    private static NDArray array(NDManager scope, OnnxTensor numbers) {
        FloatBuffer buffer = numbers.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return scope.create(values, new Shape(numbers.getInfo().getShape()));
    }
}

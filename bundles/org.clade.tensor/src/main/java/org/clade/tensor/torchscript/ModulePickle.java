package org.clade.tensor.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.TensorType;

/**
 * A pickled module, protocol 2, with the few instructions that TorchScript uses: an instance of a class whose state is a dictionary of
 * tensors, and of modules of other archives. A tensor is a call of {@code torch._utils._rebuild_tensor_v2} with a reference to its numbers, its offset, shape and strides.
 */
final class ModulePickle {

    private static final byte PROTOCOL = (byte) 0x80;
    private static final byte VERSION = 2;
    private static final char GLOBAL = 'c';
    private static final char EMPTY_TUPLE = ')';
    private static final byte NEW_OBJECT = (byte) 0x81;
    private static final char EMPTY_DICT = '}';
    private static final char MARK = '(';
    private static final char TEXT = 'X';
    private static final char INT = 'J';
    private static final byte LONG = (byte) 0x8a;
    private static final byte FALSE = (byte) 0x89;
    private static final char TUPLE = 't';
    private static final char CALL = 'R';
    private static final char REFERENCE = 'Q';
    private static final char KEEP = 'q';
    private static final char SET_ITEMS = 'u';
    private static final char SET_STATE = 'b';
    private static final char END = '.';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String place;
    private final String type;
    private final List<NamedTensor> tensors;
    private final int first;
    private final Map<String, byte[]> modules;

    /**
     * A pickle.
     *
     * @param place the module of source text that the class is in, such as {@code __torch__}
     * @param type the class's name
     * @param tensors the attributes; the numbers of each are in the entry of its index
     * @param first the number of the first entry
     * @param modules further attributes, each as the instructions that put it on the stack
     */
    ModulePickle(String place, String type, List<NamedTensor> tensors, int first, Map<String, byte[]> modules) {
        this.place = place;
        this.type = type;
        this.tensors = tensors;
        this.first = first;
        this.modules = modules;
    }

    /** {@return the pickle} */
    byte[] bytes() {
        out.reset();
        out.write(PROTOCOL);
        out.write(VERSION);
        global(place, type);
        out.write(KEEP);
        out.write(0);
        out.write(EMPTY_TUPLE);
        out.write(NEW_OBJECT);
        out.write(EMPTY_DICT);
        out.write(MARK);
        for (int i = 0; i < tensors.size(); i++) {
            text(tensors.get(i).name());
            tensor(first + i, tensors.get(i));
        }
        modules.forEach((name, instructions) -> {
            text(name);
            out.writeBytes(instructions);
        });
        text("training");
        out.write(KEEP);
        out.write(1);
        out.write(FALSE);
        out.write(SET_ITEMS);
        out.write(SET_STATE);
        out.write(END);
        return out.toByteArray();
    }

    private void tensor(int index, NamedTensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        out.write(MARK);
        out.write(MARK);
        text("storage");
        global("torch", storage(tensor.type()));
        text(Integer.toString(index));
        text("cpu");
        whole(tensor.shape().stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
        out.write(TUPLE);
        out.write(REFERENCE);
        whole(0);
        tuple(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        tuple(strides(tensor.shape()));
        out.write(FALSE); // records no gradient
        global("collections", "OrderedDict");
        out.write(EMPTY_TUPLE);
        out.write(CALL);
        out.write(TUPLE);
        out.write(CALL);
    }

    private static String storage(TensorType type) {
        return switch (type) {
            case F32 -> "FloatStorage";
            case F64 -> "DoubleStorage";
            case I64 -> "LongStorage";
            default -> throw new IllegalArgumentException("No archive has tensors of " + type);
        };
    }

    private static long[] strides(List<Long> shape) {
        long[] strides = new long[shape.size()];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return strides;
    }

    private void global(String module, String name) {
        out.writeBytes((GLOBAL + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(TEXT);
        out.writeBytes(littleEndian(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private void tuple(long[] numbers) {
        out.write(MARK);
        for (long number : numbers) {
            whole(number);
        }
        out.write(TUPLE);
    }

    private void whole(long number) {
        if (number <= Integer.MAX_VALUE) {
            out.write(INT);
            out.writeBytes(littleEndian(Integer.BYTES).putInt((int) number).array());
        } else {
            out.write(LONG);
            out.write(Long.BYTES);
            out.writeBytes(littleEndian(Long.BYTES).putLong(number).array());
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

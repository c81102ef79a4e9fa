package org.clade.data.vectors;

import java.io.IOException;
import org.clade.api.part.RefusedException;
import org.clade.tensor.numpy.NpyArray;

/** Vectors in an array of NumPy. */
record NpyMatrix(NpyArray array) implements VectorMatrix {

    /**
     * Checks an array.
     *
     * @param array the array
     * @param values how to read values of an unknown type
     * @return its vectors
     * @throws RefusedException if it holds no numbers or has another shape than vectors
     */
    static NpyMatrix of(NpyArray array, StoredType values) {
        NpyArray numbers = array;
        if (array.type().maybeBfloat16()) {
            if (values == StoredType.AUTO) {
                throw new RefusedException(
                        "“%s” holds values of two bytes of a type that NumPy does not name (V2); if they are bfloat16, say so with “%s(type=bfloat16)”, or write them again after astype('float32')."
                                .formatted(array.name(), array.name()));
            }
            numbers = array.asBfloat16();
        }
        if (!numbers.type().isNumber()) {
            throw new RefusedException(
                    "“%s” holds values of the type %s, but vectors are numbers such as float32; write them again after astype('float32')."
                            .formatted(array.name(), array.type()));
        }
        Dimensions.check(array.name(), array.shape(), array.shapeText());
        return new NpyMatrix(numbers);
    }

    @Override
    public String name() {
        return array.name();
    }

    @Override
    public int rows() {
        return Math.toIntExact(array.rows());
    }

    @Override
    public int width() {
        return Math.toIntExact(array.columns());
    }

    @Override
    public void read(int first, float[][] into) throws IOException {
        array.read(first, into);
    }
}

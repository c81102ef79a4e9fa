package org.clade.variant.assembly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.ExportableOperation;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.FormerNames;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.api.variant.Bound;

/**
 * Image operations in order, after the conversion of pixels from 8 bits to 0..1; values of vectors stay as they are.
 *
 * @param operations the operations
 */
record PartPipeline(List<Bound<ImageOperation>> operations) implements Pipeline {

    PartPipeline {
        operations = List.copyOf(operations);
    }

    @Override
    public ImageShape shape(ImageShape image) {
        ImageShape shape = image;
        for (Bound<ImageOperation> operation : operations) {
            shape = operation.part().shape(shape, operation.settings());
        }
        return shape;
    }

    @Override
    public int copies() {
        return operations.stream()
                .mapToInt(operation -> operation.part().copies(operation.settings()))
                .reduce(1, (a, b) -> a * b);
    }

    @Override
    public NDArray apply(NDArray images, RandomStream random) {
        try (NDManager scope = images.getManager().newSubManager()) {
            NDArray view = images.toType(DataType.FLOAT32, true);
            view.attach(scope);
            if (images.getDataType() == DataType.UINT8) {
                view.divi(255);
            }
            for (int i = 0; i < operations.size(); i++) {
                Bound<ImageOperation> operation = operations.get(i);
                view = operation
                        .part()
                        .apply(
                                view,
                                operation.settings(),
                                random.derive(
                                        i, FormerNames.first(operation.spec().id())));
            }
            view.attach(images.getManager());
            return view;
        }
    }

    @Override
    public Value export(Graph graph, Value images) {
        Value view = images;
        for (Bound<ImageOperation> operation : operations) {
            if (!(operation.part() instanceof ExportableOperation exportable)) {
                throw new RefusedException(
                        "The clean view cannot be exported because of %s, which draws at random or does not say which operators it consists of."
                                .formatted(operation.spec()));
            }
            view = exportable.export(graph, view, operation.settings());
        }
        return view;
    }
}

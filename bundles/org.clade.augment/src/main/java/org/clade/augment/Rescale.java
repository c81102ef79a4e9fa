package org.clade.augment;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.ExportableOperation;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/** Multiplies every value by one factor, as the image generator of Keras 1 does last (DAC, ST-DAC). */
@Component
@ProvidesImageOperation(id = "rescale", summary = "multiplies every value by a factor")
public final class Rescale implements ImageOperation, ExportableOperation {

    static final Option<Double> FACTOR =
            Option.number("factor", 0.975, -1000, 1000, "the factor (DAC 0.975; CIFAR 0.95)");

    @Override
    public List<Option<?>> options() {
        return List.of(FACTOR);
    }

    @Override
    public boolean accepts(ImageShape image) {
        return true;
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        return Batch.map(images, view -> view.mul(settings.get(FACTOR).floatValue()));
    }

    @Override
    public Value export(Graph graph, Value images, Settings settings) {
        return graph.mul(images, settings.get(FACTOR).floatValue());
    }
}

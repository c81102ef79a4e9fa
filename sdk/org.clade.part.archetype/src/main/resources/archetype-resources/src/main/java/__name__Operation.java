package ${package};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.augment.ProvidesImageOperation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/** Darkens each image by its own factor, drawn from 1 - most to 1. Source: an example, put your own here. */
@Component
@ProvidesImageOperation(id = "${name.toLowerCase()}", summary = "darkens each image by its own factor (an example)")
public final class ${name}Operation implements ImageOperation {

    static final Option<Double> MOST = Option.number("most", 0.3, 0, 1, "maximum share of brightness that an image can lose");

    @Override
    public List<Option<?>> options() {
        return List.of(MOST);
    }

    @Override
    public NDArray apply(NDArray images, Settings settings, RandomStream random) {
        int count = Math.toIntExact(images.size(0));
        // One number per image, in order: an image's draw does not depend on the others.
        float[] factors = random.derive("factor").uniform(count, 1 - settings.get(MOST), 1);
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray result = scope.create(factors, new Shape(count, 1, 1, 1)).mul(images);
            result.attach(owner);
            return result;
        }
    }
}

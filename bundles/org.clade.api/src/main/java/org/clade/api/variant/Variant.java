package org.clade.api.variant;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.schedule.LearningRateSchedule;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A variant whose parts are all there. The service exists exactly as long as they are; its property
 * {@code clade.variant} is its name.
 */
@ProviderType
public interface Variant {

    /** The service property that holds the name. */
    String NAME = "clade.variant";

    /** {@return what it is made of} */
    Recipe recipe();

    /** {@return the view for targets and evaluation} */
    Pipeline evalTransform();

    /** {@return the phases with the parts that are there now} */
    List<Phase> phases();

    /** {@return the update rule} */
    Bound<Optimizer> optimizer();

    /** {@return how the learning rate changes} */
    Bound<LearningRateSchedule> lrSchedule();

    /**
     * The parts in every place, those with weights first. The order follows from the recipe alone.
     *
     * @return the parts, none where it is not known
     */
    default List<PartUse> parts() {
        return List.of();
    }

    /**
     * Checks that the parts fit each other and the images: sizes, signals, targets. Nothing is computed.
     *
     * @param images the shape of the images as they are read
     * @param clusters K
     * @throws org.clade.api.part.RefusedException naming both sides of the first misfit and the way out
     */
    void check(ImageShape images, int clusters);

    /**
     * Builds the network, initialized.
     *
     * @param images the shape of the images as they are read
     * @param clusters K
     * @param manager holds the weights
     * @param seed decides the initial weights
     * @return the network, closed by the caller
     * @throws org.clade.api.part.RefusedException as {@link #check}
     */
    Network network(ImageShape images, int clusters, NDManager manager, long seed);
}

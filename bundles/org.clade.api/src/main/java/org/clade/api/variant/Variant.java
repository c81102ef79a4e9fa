package org.clade.api.variant;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.schedule.LearningRateSchedule;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A variant whose parts are all available. The service exists only while they are; its property {@code clade.variant} holds its name.
 */
@ProviderType
public interface Variant {

    /** The service property that holds the name. */
    String NAME = "clade.variant";

    /** {@return its recipe} */
    Recipe recipe();

    /** {@return the view for targets and evaluation} */
    Pipeline evalTransform();

    /** {@return the phases with their parts} */
    List<Phase> phases();

    /** {@return the update rule} */
    Bound<Optimizer> optimizer();

    /** {@return the schedule of the learning rate} */
    Bound<LearningRateSchedule> lrSchedule();

    /**
     * The parts in every place, parts with weights first. The order depends only on the recipe.
     *
     * @return the parts; none if unknown
     */
    default List<PartUse> parts() {
        return List.of();
    }

    /**
     * Checks that the parts fit each other and the images: sizes, signals, targets. It computes nothing.
     *
     * @param images the shape of the images before any operation
     * @param clusters K
     * @throws org.clade.api.part.RefusedException for the first misfit; the message names both sides and a remedy
     */
    void check(ImageShape images, int clusters);

    /**
     * Builds the network, initialized.
     *
     * @param images the shape of the images before any operation
     * @param clusters K
     * @param manager holds the weights
     * @param seed decides the initial weights
     * @return the network; the caller closes it
     * @throws org.clade.api.part.RefusedException as {@link #check}
     */
    Network network(ImageShape images, int clusters, NDManager manager, long seed);
}

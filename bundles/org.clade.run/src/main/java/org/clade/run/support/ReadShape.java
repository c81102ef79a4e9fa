package org.clade.run.support;

import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;

/** The shape in which a run reads its images. */
public final class ReadShape {

    private ReadShape() {}

    /**
     * The shape that images are read in.
     *
     * @param dataset the images
     * @param recipe says what size is wanted
     * @return the shape
     */
    public static ImageShape of(Dataset dataset, Recipe recipe) {
        ImageShape own = dataset.info().shape();
        if (recipe.size() > 0) {
            return new ImageShape(own.channels(), recipe.size(), recipe.size());
        }
        if (own.height() == 0) {
            throw new RefusedException(
                    "The images of %s differ in size and variant %s takes them as they are; set size=96 or another size."
                            .formatted(dataset.info().name(), recipe.name()));
        }
        return own;
    }
}

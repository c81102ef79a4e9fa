package org.clade.run.support;

import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;

/** The shape of a run's images when it reads them. */
public final class ReadShape {

    private ReadShape() {}

    /**
     * Determines the shape of the images to read.
     *
     * @param dataset the images
     * @param recipe the recipe, which has the size
     * @return the shape
     */
    public static ImageShape of(Dataset dataset, Recipe recipe) {
        ImageShape own = dataset.info().shape();
        if (own.isVector()) {
            return own;
        }
        if (recipe.architecture().size() > 0) {
            return new ImageShape(
                    own.channels(),
                    recipe.architecture().size(),
                    recipe.architecture().size());
        }
        if (own.height() == 0) {
            throw new RefusedException(
                    "The images of %s differ in size and variant %s does not resize them; set size=96 or another size."
                            .formatted(dataset.info().name(), recipe.name()));
        }
        return own;
    }
}

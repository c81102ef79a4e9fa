package org.clade.variant.edit;

import org.clade.api.data.ImageShape;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;

/** Checks a variant without images, for the shape of color images. */
public final class VariantCheck {
    private static final int CHANNELS = 3;
    private static final int ANY_SIZE = 96;

    private VariantCheck() {}

    /** {@return the shape of color images in a recipe's size} */
    static ImageShape images(Recipe recipe) {
        int size = recipe.architecture().size() == 0
                ? ANY_SIZE
                : recipe.architecture().size();
        return new ImageShape(CHANNELS, size, size);
    }

    /** Refuses parts that do not fit. */
    public static void run(Variant variant) {
        variant.check(images(variant.recipe()), variant.recipe().architecture().clusters());
    }
}

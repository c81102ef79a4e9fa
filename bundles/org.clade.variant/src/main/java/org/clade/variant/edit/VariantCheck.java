package org.clade.variant.edit;

import org.clade.api.backbone.Backbone;
import org.clade.api.data.ImageShape;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;

/** Checks a variant without images, for the shape of color images, or of vectors if its backbone is made for them. */
public final class VariantCheck {
    private static final int CHANNELS = 3;
    private static final int ANY_SIZE = 96;
    private static final int ANY_WIDTH = 384;

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
        ImageShape images = images(variant.recipe());
        variant.check(
                takes(variant, images) ? images : ImageShape.vector(ANY_WIDTH),
                variant.recipe().architecture().clusters());
    }

    private static boolean takes(Variant variant, ImageShape images) {
        return variant.parts().stream()
                .allMatch(use -> !(use.part() instanceof Backbone backbone) || backbone.accepts(images));
    }
}

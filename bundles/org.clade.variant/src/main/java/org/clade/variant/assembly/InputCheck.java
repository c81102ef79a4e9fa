package org.clade.variant.assembly;

import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.backbone.Backbone;
import org.clade.api.data.ImageShape;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Bound;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;

/**
 * Checks that backbone and operations of a recipe are made for its input: images or vectors.
 *
 * @param recipe the recipe
 * @param backbone its backbone
 * @param operations its operations
 */
record InputCheck(Recipe recipe, Backbone backbone, PartSet<ImageOperation> operations) {

    /**
     * Checks the parts that see the input.
     *
     * @param images the shape of the images or vectors before any operation
     * @throws RefusedException for the first part that is made for other input, or for a clean view that mixes images
     */
    void run(ImageShape images) {
        if (!backbone.accepts(images)) {
            throw refused(
                    "has backbone=%s, which is made for %s"
                            .formatted(recipe.architecture().backbone().id(), images.isVector() ? "images" : "vectors"),
                    images,
                    images.isVector()
                            ? "a variant for vectors, such as gatcluster-features"
                            : "a variant for images, or give features of these images");
        }
        accepted("eval_transform", recipe.training().evalTransform(), images);
        for (PhaseRecipe phase : recipe.training().phases()) {
            accepted("augment", phase.augment(), images);
        }
        for (Bound<ImageOperation> operation :
                operations.bindAll(recipe.training().evalTransform())) {
            if (operation.part().mixes(operation.settings())) {
                throw new RefusedException(
                        "Variant %s has %s in eval_transform, which mixes images, but an image's cluster must not depend on others; put it into augment."
                                .formatted(recipe.name(), operation.spec()));
            }
        }
    }

    private void accepted(String key, List<PartSpec> specs, ImageShape images) {
        for (Bound<ImageOperation> operation : operations.bindAll(specs)) {
            if (!operation.part().accepts(images)) {
                throw refused(
                        "has %s in %s, which is made for %s"
                                .formatted(operation.spec(), key, images.isVector() ? "images" : "vectors"),
                        images,
                        images.isVector() ? "an operation for vectors, such as noise" : "an operation for images");
            }
        }
    }

    private RefusedException refused(String what, ImageShape images, String remedy) {
        return new RefusedException("Variant %s %s, but the data are %s; choose %s."
                .formatted(
                        recipe.name(),
                        what,
                        images.isVector() ? "vectors of %s values".formatted(images) : "images of " + images,
                        remedy));
    }
}

package org.clade.variant.catalog;

import java.util.Set;
import java.util.TreeSet;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.RecipeCheck;
import org.clade.variant.recipe.RecipeFiles;
import org.osgi.service.component.annotations.Component;

/** Checks the recipes that bundles carry. */
@Component
public final class BundledRecipes implements RecipeCheck {

    @Override
    public Set<String> variants(String text, String called) {
        Set<String> names = new TreeSet<>();
        for (Recipe recipe : RecipeFiles.carried(text, called)) {
            names.add(recipe.name());
        }
        return names;
    }
}

package org.clade.variant.edit;

import java.util.Map;
import java.util.function.Function;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantEdit;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Edits a recipe part by part; the result is a complete configuration, which is read and checked like any other.
 *
 * @param recipe the recipe to edit
 * @param parts the available parts
 */
public record RecipeEditor(Recipe recipe, KnownParts parts) {
    /**
     * Applies an edit: first removals, then additions, then new values of keys.
     *
     * @param edit the changes
     * @param recipes finds the variants of added phases
     * @return the edited configuration
     * @throws RefusedException if a part or place is unknown
     */
    public Map<String, Object> apply(VariantEdit edit, Function<String, Recipe> recipes) {
        RecipeDraft draft = new RecipeDraft(recipe);
        PartRemoval removal = new PartRemoval(draft);
        PartAddition addition = new PartAddition(draft, VariantCheck.images(recipe), parts);
        PhaseAdoption adoption = new PhaseAdoption(draft);
        KeySetting setting = new KeySetting(draft, parts);
        edit.without().forEach(removal::apply);
        for (String text : edit.with()) {
            int at = text.indexOf('@');
            if (at > 0 && text.indexOf('(') < 0) {
                adoption.apply(
                        text.substring(0, at).strip(),
                        recipes.apply(text.substring(at + 1).strip()));
            } else {
                addition.apply(text);
            }
        }
        edit.set().keySet().stream()
                .sorted()
                .forEach(key -> setting.apply(key, edit.set().get(key)));
        return draft.properties();
    }
}

package org.clade.variant.edit;

import java.util.Map;
import java.util.function.Function;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantEdit;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Edits a recipe part by part; what comes out is a complete configuration again, to be read and checked as any other.
 *
 * @param recipe what is edited
 * @param parts the parts there are
 */
public record RecipeEditor(Recipe recipe, KnownParts parts) {
    /**
     * Does what an edit says: first what goes, then what comes, then what is set.
     *
     * @param edit what is to be different
     * @param recipes finds the variants that phases are taken from
     * @return the configuration, edited
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

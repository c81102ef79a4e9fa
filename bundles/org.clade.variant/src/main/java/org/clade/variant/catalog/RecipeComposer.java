package org.clade.variant.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantDifference;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantKey;
import org.clade.api.variant.VariantLattice;
import org.clade.api.variant.VariantLease;
import org.clade.variant.edit.RecipeEditor;
import org.clade.variant.edit.VariantCheck;
import org.clade.variant.lattice.FactorReader;
import org.clade.variant.lattice.LatticeSearch;
import org.clade.variant.recipe.KeyReference;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeComparison;
import org.clade.variant.recipe.RecipeFiles;
import org.clade.variant.recipe.RecipeReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Composes variants: edits a recipe, checks that its parts fit, and only then creates the variant. */
@Component
public final class RecipeComposer implements VariantComposer {
    private final VariantCatalog catalog;
    private final UserVariants own;
    private final PartRegistry parts;

    @Activate
    public RecipeComposer(
            @Reference VariantCatalog catalog, @Reference UserVariants own, @Reference PartRegistry parts) {
        this.catalog = catalog;
        this.own = own;
        this.parts = parts;
    }

    @Override
    public Recipe derive(Recipe from, String name, VariantEdit edit) {
        own.refuseTaken(name);
        Recipe recipe = edited(from, name, edit);
        check(recipe);
        own.add(recipe);
        return recipe;
    }

    @Override
    public Recipe change(String name, VariantEdit edit) {
        Recipe recipe = edited(own.recipe(name), name, edit);
        check(recipe);
        own.change(recipe);
        return recipe;
    }

    private Recipe edited(Recipe base, String name, VariantEdit edit) {
        Map<String, Object> properties =
                new LinkedHashMap<>(new RecipeEditor(base, parts).apply(edit, catalog::recipe));
        if (properties.containsKey(Keys.NAME)) {
            throw new RefusedException(
                    "A variant's name is not one of its keys; derive a variant of another name with --as.");
        }
        if (!base.name().equals(name)) {
            if (!edit.set().containsKey("title")) {
                properties.put("title", (base.name() + " " + edit).strip());
            }
            if (!edit.set().containsKey("source")) {
                properties.put("source", "own");
            }
        }
        return RecipeReader.read(name, properties);
    }

    private void check(Recipe recipe) {
        try (VariantLease trial = catalog.compose(recipe)) {
            VariantCheck.run(trial.variant());
        }
    }

    @Override
    public Path save(String name) {
        return own.save(name);
    }

    @Override
    public void delete(String name) {
        own.delete(name);
    }

    @Override
    public void export(Recipe recipe, Path file, boolean overwrite) {
        try {
            if (overwrite) {
                RecipeFiles.write(RecipeFiles.text(recipe), file);
            } else {
                RecipeFiles.create(RecipeFiles.text(recipe), file);
            }
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(
                    "%s already exists; choose another file, or replace it with --overwrite.".formatted(file), e);
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be written (%s); choose a file in a writable folder."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    @Override
    public List<VariantDifference> diff(Recipe left, Recipe right) {
        return RecipeComparison.of(left, right);
    }

    @Override
    public void check(String name) {
        try (VariantLease use = catalog.use(name, Map.of())) {
            VariantCheck.run(use.variant());
        }
    }

    @Override
    public VariantLattice lattice(Recipe from, Set<PartKind> kinds, Set<String> except, int most) {
        return new LatticeSearch(from, FactorReader.of(from, kinds, except, parts::ids), this::check).run(most);
    }

    @Override
    public List<VariantKey> keys() {
        return KeyReference.read();
    }
}

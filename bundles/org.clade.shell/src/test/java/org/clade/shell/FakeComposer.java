package org.clade.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantDifference;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantKey;
import org.clade.api.variant.VariantLattice;

/** Records its calls. */
public final class FakeComposer implements VariantComposer {

    /** The calls, in order. */
    public final List<String> calls = new ArrayList<>();

    @Override
    public Recipe derive(Recipe from, String name, VariantEdit edit) {
        calls.add("derive " + from.name() + " " + name + " " + edit);
        return from;
    }

    @Override
    public Recipe change(String name, VariantEdit edit) {
        calls.add("change " + name + " " + edit);
        return new FakeVariants().recipe(name);
    }

    @Override
    public Path save(String name) {
        calls.add("save " + name);
        return Path.of(name + ".json");
    }

    @Override
    public void delete(String name) {
        calls.add("delete " + name);
    }

    @Override
    public void export(Recipe recipe, Path file, boolean overwrite) {
        calls.add("export " + recipe.name() + " " + file.getFileName() + " " + overwrite);
    }

    @Override
    public List<VariantDifference> diff(Recipe left, Recipe right) {
        return List.of(new VariantDifference("tasks", "attention=5", ""));
    }

    @Override
    public void check(String name) {
        if (!name.equals("good")) {
            throw new RefusedException("They do not fit.");
        }
    }

    @Override
    public List<VariantKey> keys() {
        return List.of(
                new VariantKey(
                        "batch",
                        "whole number",
                        "1000",
                        "a whole number from 1",
                        "Images of a batch.",
                        Optional.empty(),
                        false,
                        true),
                new VariantKey(
                        "tasks", "list of parts", "", "parts", "The losses.", Optional.of(PartKind.TASK), true, true));
    }

    @Override
    public VariantLattice lattice(Recipe from, Set<PartKind> kinds, Set<String> except, int most) {
        throw new RefusedException("There is no lattice.");
    }
}

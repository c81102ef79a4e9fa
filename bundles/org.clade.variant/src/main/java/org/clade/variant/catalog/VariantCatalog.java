package org.clade.variant.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.variant.edit.RecipeEditor;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartRequirements;
import org.clade.variant.recipe.RecipeFiles;
import org.clade.variant.recipe.RecipeReader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Variants as Configuration Admin has them. A changed variant is a configuration too, one that lasts as long as its use.
 */
@Component(service = {VariantService.class, VariantCatalog.class})
public final class VariantCatalog implements VariantService {

    /** How long a variant whose parts are all there may take to come up. */
    private static final long PATIENCE_MILLIS = 30_000;

    /** How long all that bundles bring along may take to come up after the start, on a machine that is busy otherwise. */
    private static final long START_PATIENCE_MILLIS = 120_000;

    /** How long an answer is put off for a variant that has just been made. */
    private static final long OWN_PATIENCE_MILLIS = 3_000;

    private final BundleContext context;
    private final VariantConfigurations configurations;
    private final UserVariants own;
    private final PartRegistry parts;
    private final AtomicInteger composed = new AtomicInteger();
    private volatile boolean settled;

    /** Made by Declarative Services. */
    @Activate
    public VariantCatalog(
            BundleContext context,
            @Reference VariantConfigurations configurations,
            @Reference UserVariants own,
            @Reference PartRegistry parts) {
        this.context = context;
        this.configurations = configurations;
        this.own = own;
        this.parts = parts;
    }

    @Override
    public List<VariantStatus> list() {
        settle();
        Map<String, VariantStatus> list = new TreeMap<>();
        configurations.all().forEach((name, properties) -> list.put(name, status(name, properties)));
        own.refused()
                .forEach((name, sentence) -> list.put(
                        name,
                        new VariantStatus(name, "", "", "", false, List.of(sentence), VariantStatus.Origin.REFUSED)));
        return List.copyOf(list.values());
    }

    @Override
    public Recipe recipe(String nameOrFile) {
        settle();
        Map<String, Map<String, Object>> configured = configurations.all();
        if (configured.containsKey(nameOrFile)) {
            return RecipeReader.read(nameOrFile, configured.get(nameOrFile));
        }
        if (nameOrFile.endsWith(".json") || namesFile(nameOrFile)) {
            return RecipeFiles.read(Path.of(nameOrFile));
        }
        own.refuseRefused(nameOrFile);
        throw RefusedException.unknown("variant", nameOrFile, configured.keySet());
    }

    /** A run leaves folders that are called as their variants are; such a folder is not meant. */
    private static boolean namesFile(String name) {
        try {
            Path path = Path.of(name);
            return Files.exists(path) && !Files.isDirectory(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public VariantLease use(String nameOrFile, Map<String, String> changes) {
        Recipe base = recipe(nameOrFile);
        if (changes.isEmpty()
                && configurations.all().containsKey(nameOrFile)
                && own.origin(nameOrFile) == VariantStatus.Origin.SHIPPED) {
            requireParts(base);
            return registered(nameOrFile, () -> {});
        }
        return compose(RecipeReader.read(
                base.name(), new RecipeEditor(base, parts).apply(VariantEdit.set(changes), this::recipe)));
    }

    /**
     * Takes a recipe into use as a configuration of its own, which nobody changes meanwhile.
     *
     * @param recipe the recipe
     * @return the variant, to be closed after use
     * @throws RefusedException where a part is missing
     */
    VariantLease compose(Recipe recipe) {
        requireParts(recipe);
        Map<String, Object> properties = new LinkedHashMap<>(recipe.properties());
        properties.put(Keys.NAME, recipe.name());
        String name = recipe.name() + "-" + composed.incrementAndGet();
        configurations.put(name, properties, Keys.TEMPORARY);
        try {
            return registered(name, () -> configurations.delete(name));
        } catch (RuntimeException e) {
            configurations.delete(name);
            throw e;
        }
    }

    private VariantLease registered(String name, Runnable afterUse) {
        return new RegisteredVariant(context, name, afterUse, PATIENCE_MILLIS);
    }

    @Override
    public void write(Recipe recipe, Path file) {
        try {
            RecipeFiles.write(RecipeFiles.text(recipe), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until what has its parts is there: once after the start for what bundles bring along, and a little for what
     * the user has just made, so that an early question gets the same answer as a late one.
     */
    private void settle() {
        own.look();
        if (!settled) {
            Set<String> registered = new HashSet<>();
            await(START_PATIENCE_MILLIS, () -> {
                Set<String> names = configurations.all().keySet();
                return names.containsAll(ShippedVariants.of(context)) && up(names, registered);
            });
            settled = true;
        }
        Set<String> ownRegistered = new HashSet<>();
        await(OWN_PATIENCE_MILLIS, () -> up(own.names(), ownRegistered));
    }

    private static void await(long millis, BooleanSupplier condition) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!condition.getAsBoolean() && System.nanoTime() < end && pause()) {
            continue;
        }
    }

    /**
     * Whether all variants are up: registered, or known to lack a part.
     *
     * @param registered those that were registered at an earlier look; they are not looked at again
     */
    private boolean up(Set<String> names, Set<String> registered) {
        Map<String, Map<String, Object>> configured = configurations.all();
        return names.stream()
                .filter(name -> configured.containsKey(name) && !registered.contains(name))
                .allMatch(name -> registered(name)
                        ? registered.add(name)
                        : !status(name, configured.get(name)).missing().isEmpty());
    }

    private static boolean pause() {
        try {
            Thread.sleep(20);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private VariantStatus status(String name, Map<String, Object> properties) {
        try {
            Recipe recipe = RecipeReader.read(name, properties);
            boolean available = registered(name);
            List<String> missing = missing(recipe);
            return new VariantStatus(
                    name,
                    recipe.title(),
                    recipe.method(),
                    recipe.source(),
                    available && missing.isEmpty(),
                    missing,
                    own.origin(name));
        } catch (RefusedException e) {
            return new VariantStatus(name, "", "", "", false, List.of(e.getMessage()), own.origin(name));
        }
    }

    private void requireParts(Recipe recipe) {
        List<String> missing = missing(recipe);
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "Variant %s cannot be used. %s".formatted(recipe.name(), String.join(" ", missing)));
        }
    }

    private List<String> missing(Recipe recipe) {
        List<String> missing = new ArrayList<>();
        PartRequirements.of(recipe).ids().forEach((kind, ids) -> {
            if (!ids.isEmpty()) {
                Collection<String> there = parts.ids(kind);
                ids.stream().filter(id -> !there.contains(id)).forEach(id -> missing.add(parts.whyMissing(kind, id)));
            }
        });
        return missing;
    }

    private boolean registered(String name) {
        try {
            Collection<ServiceReference<Variant>> found =
                    context.getServiceReferences(Variant.class, RegisteredVariant.filter(name));
            return !found.isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }
}

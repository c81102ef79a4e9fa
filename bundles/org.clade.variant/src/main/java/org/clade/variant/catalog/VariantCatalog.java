package org.clade.variant.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.variant.edit.RecipeEditor;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeFiles;
import org.clade.variant.recipe.RecipeReader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The variants. A recipe of a bundle becomes a configuration while its variant is in use, and so does a changed variant.
 */
@Component(service = {VariantService.class, VariantCatalog.class})
public final class VariantCatalog implements VariantService {

    /** The longest wait for a variant whose parts are all available. */
    private static final Duration COMES_UP = Duration.ofSeconds(30);

    /** The longest delay of an answer for variants that are not available yet, on a busy machine. */
    private static final Duration ALL_COME_UP = Duration.ofMinutes(2);

    private final BundleContext context;
    private final VariantConfigurations configurations;
    private final UserVariants own;
    private final PartRegistry parts;
    private final PendingVariants pending;
    private final AtomicInteger composed = new AtomicInteger();

    @Activate
    public VariantCatalog(
            BundleContext context,
            @Reference VariantConfigurations configurations,
            @Reference UserVariants own,
            @Reference PartRegistry parts,
            @Reference PendingVariants pending) {
        this.context = context;
        this.configurations = configurations;
        this.own = own;
        this.parts = parts;
        this.pending = pending;
    }

    @Override
    public List<VariantStatus> list() {
        settle();
        Map<String, VariantStatus> list = new TreeMap<>();
        PartRegistry.Present present = parts.present();
        boolean engine = context.getServiceReference(TensorEngine.class) != null;
        configurations.carried().forEach((name, recipe) -> list.put(name, status(name, recipe, present, engine)));
        configurations.configured().forEach((name, properties) -> list.put(name, status(name, properties, present)));
        own.refused()
                .forEach((name, sentence) -> list.put(
                        name,
                        new VariantStatus(name, "", "", "", false, List.of(sentence), VariantStatus.Origin.REFUSED)));
        return List.copyOf(list.values());
    }

    @Override
    public Recipe recipe(String nameOrFile) {
        settle();
        Map<String, Map<String, Object>> configured = configurations.configured();
        if (configured.containsKey(nameOrFile)) {
            return RecipeReader.read(nameOrFile, configured.get(nameOrFile));
        }
        Map<String, Recipe> carried = configurations.carried();
        if (carried.containsKey(nameOrFile)) {
            return carried.get(nameOrFile);
        }
        if (nameOrFile.endsWith(".json") || namesFile(nameOrFile)) {
            return RecipeFiles.read(Path.of(nameOrFile));
        }
        own.refuseRefused(nameOrFile);
        throw RefusedException.unknown("variant", nameOrFile, configurations.names());
    }

    /** A run creates folders named after variants; such a folder is no recipe. */
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
                && configurations.configured().containsKey(nameOrFile)
                && own.origin(nameOrFile) == VariantStatus.Origin.SHIPPED) {
            requireParts(base);
            return registered(nameOrFile, () -> {});
        }
        return compose(RecipeReader.read(
                base.name(), new RecipeEditor(base, parts).apply(VariantEdit.set(changes), this::recipe)));
    }

    /**
     * Opens a recipe for use as a separate configuration, which does not change meanwhile.
     *
     * @param recipe the recipe
     * @return the variant; close it after use
     * @throws RefusedException if a part is missing
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
        return new RegisteredVariant(context, name, afterUse, COMES_UP);
    }

    @Override
    public void write(Recipe recipe, Path file) {
        try {
            RecipeFiles.write(RecipeFiles.text(recipe), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for variants that are not available yet, so that an early query gets the same answer as a late one. */
    private void settle() {
        own.look();
        try {
            pending.await(ALL_COME_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private VariantStatus status(String name, Map<String, Object> properties, PartRegistry.Present present) {
        try {
            return status(name, RecipeReader.read(name, properties), present, registered(name));
        } catch (RefusedException e) {
            return new VariantStatus(name, "", "", "", false, List.of(e.getMessage()), own.origin(name));
        }
    }

    private VariantStatus status(String name, Recipe recipe, PartRegistry.Present present, boolean available) {
        List<String> missing = present.missing(recipe);
        return new VariantStatus(
                name,
                recipe.provenance().title(),
                recipe.provenance().method(),
                recipe.provenance().source(),
                available && missing.isEmpty(),
                missing,
                own.origin(name));
    }

    private void requireParts(Recipe recipe) {
        List<String> missing = parts.present().missing(recipe);
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "Variant %s cannot be used. %s".formatted(recipe.name(), String.join(" ", missing)));
        }
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

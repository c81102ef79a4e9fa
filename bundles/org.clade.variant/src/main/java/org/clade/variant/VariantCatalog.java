package org.clade.variant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.api.variant.VariantUse;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Variants as Configuration Admin has them. A changed variant is a configuration too, one that lasts as long as its use.
 */
@Component
public final class VariantCatalog implements VariantService {

    /** How long a variant whose parts are all there may take to come up. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final PartRegistry parts;
    private final AtomicInteger composed = new AtomicInteger();
    private volatile boolean settled;

    /** Made by Declarative Services. */
    @Activate
    public VariantCatalog(
            BundleContext context, @Reference ConfigurationAdmin configurations, @Reference PartRegistry parts) {
        this.context = context;
        this.configurations = configurations;
        this.parts = parts;
    }

    @Override
    public List<VariantStatus> list() {
        settle();
        List<VariantStatus> list = new ArrayList<>();
        configured().forEach((name, properties) -> list.add(status(name, properties)));
        return List.copyOf(list);
    }

    @Override
    public Recipe recipe(String nameOrFile) {
        settle();
        Map<String, Map<String, Object>> configured = configured();
        if (configured.containsKey(nameOrFile)) {
            return RecipeReader.read(nameOrFile, configured.get(nameOrFile));
        }
        if (nameOrFile.endsWith(".json") || Files.exists(Path.of(nameOrFile))) {
            return RecipeFiles.read(Path.of(nameOrFile));
        }
        throw RefusedException.unknown("variant", nameOrFile, configured.keySet());
    }

    @Override
    public VariantUse use(String nameOrFile, Map<String, String> changes) {
        Recipe base = recipe(nameOrFile);
        if (changes.isEmpty() && configured().containsKey(nameOrFile)) {
            requireParts(base);
            return new RegisteredVariant(context, nameOrFile, () -> {}, PATIENCE_MILLIS);
        }
        Map<String, Object> properties = new LinkedHashMap<>(base.properties());
        properties.put(Keys.NAME, base.name());
        properties.putAll(changes);
        requireParts(RecipeReader.read(base.name(), properties));
        String name = base.name() + "-" + composed.incrementAndGet();
        Configuration configuration = configure(name, properties);
        try {
            return new RegisteredVariant(context, name, () -> delete(configuration), PATIENCE_MILLIS);
        } catch (RuntimeException e) {
            delete(configuration);
            throw e;
        }
    }

    @Override
    public void write(Recipe recipe, Path file) {
        try {
            RecipeFiles.write(recipe, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits, once after the start, until what bundles bring along is configured and what has its parts is there, so that
     * an early question gets the same answer as a late one.
     */
    private void settle() {
        long patience = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!settled) {
            Map<String, Map<String, Object>> configured = configured();
            settled = configured.keySet().containsAll(DeclaredVariants.of(context))
                            && configured.keySet().stream().allMatch(name -> up(name, configured.get(name)))
                    || System.nanoTime() > patience;
            if (!settled && !pause()) {
                return;
            }
        }
    }

    private boolean up(String name, Map<String, Object> properties) {
        VariantStatus status = status(name, properties);
        return status.available() || !status.missing().isEmpty();
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
                    name, recipe.title(), recipe.method(), recipe.reading(), available && missing.isEmpty(), missing);
        } catch (RefusedException e) {
            return new VariantStatus(name, "", "", "", false, List.of(e.getMessage()));
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
        PartNeeds.of(recipe).ids().forEach((kind, ids) -> {
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

    private Map<String, Map<String, Object>> configured() {
        Map<String, Map<String, Object>> configured = new TreeMap<>();
        try {
            Configuration[] found = configurations.listConfigurations("(service.factoryPid=" + Keys.FACTORY + ")");
            for (Configuration configuration : Optional.ofNullable(found).orElse(new Configuration[0])) {
                if (configuration.getProperties().get(Keys.TEMPORARY) == null) {
                    configured.put(
                            PartTargets.name(configuration.getPid()),
                            VariantProperties.written(configuration.getProperties()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(Keys.FACTORY, e);
        }
        return configured;
    }

    private Configuration configure(String name, Map<String, Object> properties) {
        try {
            Configuration configuration = configurations.getFactoryConfiguration(Keys.FACTORY, name, "?");
            Hashtable<String, Object> table = new Hashtable<>();
            properties.forEach((key, value) -> table.put(
                    key,
                    value instanceof Collection<?> list
                            ? list.stream().map(String::valueOf).toArray(String[]::new)
                            : value));
            table.put(Keys.TEMPORARY, true);
            configuration.update(table);
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Configuration configuration) {
        try {
            configuration.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

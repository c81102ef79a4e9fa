package org.clade.variant.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clade.api.variant.Recipe;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartFilters;
import org.clade.variant.recipe.VariantProperties;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The recipes of variants: those in Configuration Admin, and those that bundles carry as data. */
@Component(service = VariantConfigurations.class)
public final class VariantConfigurations {
    private final ConfigurationAdmin configurations;
    private final RecipeBundles bundles;

    @Activate
    public VariantConfigurations(@Reference ConfigurationAdmin configurations, @Reference RecipeBundles bundles) {
        this.configurations = configurations;
        this.bundles = bundles;
    }

    /** {@return the names of all variants} */
    Set<String> names() {
        Set<String> names = new TreeSet<>(configured().keySet());
        names.addAll(carried().keySet());
        return names;
    }

    /** {@return the recipes that are data of bundles, by name; a configuration of the same name replaces one} */
    Map<String, Recipe> carried() {
        return bundles.recipes();
    }

    /** {@return the configuration of each variant in Configuration Admin, by name, without temporary ones} */
    Map<String, Map<String, Object>> configured() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        find().forEach((name, properties) -> {
            if (properties.get(Keys.TEMPORARY) == null) {
                all.put(name, VariantProperties.written(properties));
            }
        });
        return all;
    }

    /** {@return the names of the variants that carry a mark} */
    Set<String> marked(String mark) {
        Set<String> names = new TreeSet<>();
        find().forEach((name, properties) -> {
            if (properties.get(mark) != null) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * Creates or replaces a variant.
     *
     * @param name its name
     * @param properties its configuration
     * @param mark a key that marks it as not shipped
     */
    void put(String name, Map<String, Object> properties, String mark) {
        Hashtable<String, Object> table = new Hashtable<>();
        properties.forEach((key, value) -> table.put(
                key,
                value instanceof Collection<?> list
                        ? list.stream().map(String::valueOf).toArray(String[]::new)
                        : value));
        table.put(mark, true);
        try {
            configuration(name).updateIfDifferent(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a variant. */
    void delete(String name) {
        try {
            configuration(name).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Configuration configuration(String name) throws IOException {
        return configurations.getFactoryConfiguration(Keys.FACTORY, name, "?");
    }

    private Map<String, Dictionary<String, Object>> find() {
        try {
            Map<String, Dictionary<String, Object>> found = new TreeMap<>();
            Configuration[] list = configurations.listConfigurations("(service.factoryPid=" + Keys.FACTORY + ")");
            for (Configuration configuration : Optional.ofNullable(list).orElse(new Configuration[0])) {
                try {
                    found.put(PartFilters.name(configuration.getPid()), configuration.getProperties());
                } catch (IllegalStateException e) {
                    continue; // it was just deleted
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(Keys.FACTORY, e);
        }
    }
}

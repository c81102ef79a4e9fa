package org.clade.variant.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Recipe;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeFiles;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recipes of bundles that require the extender {@value #EXTENDER}. They are data: nothing reads them before a caller asks, and a
 * recipe becomes a configuration only while its variant is in use. As with the Configurator, a bundle's recipes exist from its start
 * until it is uninstalled.
 */
@Component(service = RecipeBundles.class)
public final class RecipeBundles {
    /** The extender's name in the namespace {@code osgi.extender}. */
    static final String EXTENDER = Keys.FACTORY;

    private static final String NAMESPACE = "osgi.extender";
    private static final int INSTALLED =
            Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;
    private static final Logger LOG = LoggerFactory.getLogger(RecipeBundles.class);

    /**
     * The content of a bundle when it started.
     *
     * @param modified the time of its last update
     * @param recipes its recipes by name; null until they are read
     */
    private record Content(long modified, Map<String, Recipe> recipes) {}

    private final Map<Bundle, Content> bundles = new LinkedHashMap<>();
    private final BundleTracker<Bundle> tracker;

    @Activate
    public RecipeBundles(BundleContext context) {
        tracker = new Started(context);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    /** {@return whether a bundle requires the extender, so that the Configurator need not read it} */
    static boolean requiresExtender(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null
                && revision.getDeclaredRequirements(NAMESPACE).stream().anyMatch(requirement -> requirement
                        .getDirectives()
                        .getOrDefault("filter", "")
                        .contains("(" + NAMESPACE + "=" + EXTENDER + ")"));
    }

    /** {@return the recipes of all bundles, by name} */
    synchronized Map<String, Recipe> recipes() {
        Map<String, Recipe> all = new TreeMap<>();
        bundles.replaceAll((bundle, content) ->
                content.recipes() == null ? new Content(content.modified(), read(bundle)) : content);
        bundles.values().forEach(content -> content.recipes().forEach(all::putIfAbsent));
        return all;
    }

    private static Map<String, Recipe> read(Bundle bundle) {
        Map<String, Recipe> recipes = new TreeMap<>();
        for (String file : ShippedVariants.files(bundle)) {
            String called = "%s of %s %s".formatted(file, bundle.getSymbolicName(), bundle.getVersion());
            try (InputStream in = bundle.getEntry(file).openStream()) {
                RecipeFiles.carried(new String(in.readAllBytes(), StandardCharsets.UTF_8), called)
                        .forEach(recipe -> recipes.put(recipe.name(), recipe));
            } catch (RefusedException e) {
                LOG.warn("{}", e.getMessage());
            } catch (IOException e) {
                LOG.warn("{} cannot be read", called, e);
            }
        }
        return recipes;
    }

    private synchronized void started(Bundle bundle) {
        Content before = bundles.get(bundle);
        if (before == null || before.modified() != bundle.getLastModified()) {
            bundles.put(bundle, new Content(bundle.getLastModified(), null));
        }
    }

    private synchronized void uninstalled(Bundle bundle) {
        bundles.remove(bundle);
    }

    /** Every bundle; a tracker calls it in the thread that starts a bundle. */
    private final class Started extends BundleTracker<Bundle> {

        private Started(BundleContext context) {
            super(context, INSTALLED, null);
        }

        @Override
        public Bundle addingBundle(Bundle bundle, BundleEvent event) {
            modifiedBundle(bundle, event, bundle);
            return bundle;
        }

        @Override
        public void modifiedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            boolean runs = bundle.getState() == Bundle.STARTING || bundle.getState() == Bundle.ACTIVE;
            if (runs && requiresExtender(bundle)) {
                started(bundle);
            }
        }

        @Override
        public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
            uninstalled(bundle);
        }
    }
}

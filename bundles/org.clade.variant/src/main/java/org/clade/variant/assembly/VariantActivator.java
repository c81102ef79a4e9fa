package org.clade.variant.assembly;

import java.util.Hashtable;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartFilters;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationPlugin;

/**
 * Registers {@link PartFilters}. An activator runs before Declarative Services process the bundle, so every variant
 * gets its target filters; a component would not guarantee this.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class VariantActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("cm.target", Keys.FACTORY);
        context.registerService(ConfigurationPlugin.class, new PartFilters(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }
}

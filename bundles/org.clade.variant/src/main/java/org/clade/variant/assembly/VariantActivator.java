package org.clade.variant.assembly;

import java.util.Hashtable;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.PartTargets;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationPlugin;

/**
 * Registers {@link PartTargets}. An activator runs before Declarative Services look at the bundle, so no variant can be
 * configured without its target filters; a component could not promise that.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class VariantActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("cm.target", Keys.FACTORY);
        context.registerService(ConfigurationPlugin.class, new PartTargets(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }
}

package org.clade.configurator;

import org.apache.felix.configurator.impl.ServicesListener;
import org.apache.felix.configurator.impl.logger.SystemLogger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts and stops the Configurator as its own activator does, but for the file of its state. */
public final class Activator implements BundleActivator {

    private ServicesListener configurator;

    @Override
    public void start(BundleContext context) {
        SystemLogger.init(context);
        configurator = new ServicesListener(StatelessContext.of(context));
    }

    @Override
    public void stop(BundleContext context) {
        configurator.deactivate();
        SystemLogger.destroy();
    }
}

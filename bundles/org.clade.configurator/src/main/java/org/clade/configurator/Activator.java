package org.clade.configurator;

import org.apache.felix.configurator.impl.ServicesListener;
import org.apache.felix.configurator.impl.logger.SystemLogger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts and stops the Configurator like its own activator, but without the file of its state. */
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

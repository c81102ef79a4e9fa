package org.clade.serviceloader;

import org.apache.aries.spifly.dynamic.DynamicWeavingActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Starts SPI Fly when the first bundle is installed that needs it, before a class of that bundle is loaded. */
public final class MediationActivator implements BundleActivator, SynchronousBundleListener {

    private BundleContext context;
    private BundleActivator mediator;

    @Override
    public synchronized void start(BundleContext bundleContext) throws Exception {
        context = bundleContext;
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            mediateFor(bundle);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & (BundleEvent.INSTALLED | BundleEvent.UPDATED)) != 0) {
            try {
                mediateFor(event.getBundle());
            } catch (Exception e) { // the framework reports it and goes on
                throw new IllegalStateException("SPI Fly does not start", e);
            }
        }
    }

    private synchronized void mediateFor(Bundle bundle) throws Exception {
        if (mediator == null && Mediation.needs(bundle)) {
            mediator = new DynamicWeavingActivator();
            mediator.start(context);
        }
    }

    @Override
    public synchronized void stop(BundleContext bundleContext) throws Exception {
        context.removeBundleListener(this);
        if (mediator != null) {
            mediator.stop(context);
            mediator = null;
        }
    }
}

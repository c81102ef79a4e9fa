package org.clade.cluster.edit;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** Gives out one service and counts. */
final class FakeServiceObjects<S> implements ComponentServiceObjects<S> {

    private final S service;

    /** How many were taken and not given back. */
    int taken;

    FakeServiceObjects(S service) {
        this.service = service;
    }

    @Override
    public S getService() {
        taken++;
        return service;
    }

    @Override
    public void ungetService(S given) {
        taken--;
    }

    @Override
    public ServiceReference<S> getServiceReference() {
        throw new UnsupportedOperationException("no framework is there");
    }
}

package org.clade.launcher;

import java.util.Queue;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The code of the test's bundles; each bundle has its own copy of the class, so they communicate through state of the process. */
public final class RecordingActivator implements BundleActivator {
    /** A system property whose value is a queue of texts: the started bundles and their threads. */
    static final String RECORD = "clade.test.record";

    @Override
    @SuppressWarnings("unchecked")
    public void start(BundleContext context) {
        Queue<String> record = (Queue<String>) System.getProperties().get(RECORD);
        record.add(context.getBundle().getSymbolicName() + " by "
                + Thread.currentThread().getName());
    }

    @Override
    public void stop(BundleContext context) {
        // There is nothing to stop.
    }
}

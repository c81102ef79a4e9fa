package org.clade.launcher;

import java.util.Queue;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What the test's bundles are started with; each has a class of its own of it, so they write into what all of the process see. */
public final class RecordingActivator implements BundleActivator {
    /** A system property, no text but a queue of texts: who was started, and by which thread. */
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

package org.clade.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The code of a test's bundle that installs another one, as the folder {@code deploy/} does. */
public final class InstallingActivator implements BundleActivator {
    /** A system property with the jar to install. */
    static final String JAR = "clade.test.install";

    @Override
    public void start(BundleContext context) throws BundleException, IOException {
        Path jar = Path.of(System.getProperty(JAR));
        try (InputStream in = Files.newInputStream(jar)) {
            context.installBundle("deploy:" + jar.getFileName(), in);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // There is nothing to stop.
    }
}

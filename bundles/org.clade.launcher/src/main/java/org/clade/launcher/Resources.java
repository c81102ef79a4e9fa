package org.clade.launcher;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the system gives this process. Where Clade does not start, too little of it is the likely reason. */
final class Resources {

    private static final long FILES = 512;
    private static final long MEGABYTE = 1 << 20;
    private static final long MEGABYTES = 64;

    private Resources() {}

    /** {@return the sentence that says what there is too little of, nothing where there is enough} */
    static Optional<String> shortage() {
        return shortage(files(), Runtime.getRuntime().maxMemory());
    }

    /**
     * Says what there is too little of.
     *
     * @param files how many files the process may open
     * @param memory how many bytes Java may use
     * @return the sentence, nothing where there is enough
     */
    static Optional<String> shortage(long files, long memory) {
        if (files < FILES) {
            return Optional.of("This process may open " + files + " files, and Clade needs up to " + FILES
                    + "; raise the limit with ulimit -n 1024.");
        }
        if (memory < MEGABYTES * MEGABYTE) {
            return Optional.of("Java may use " + memory / MEGABYTE + " MB, and Clade needs at least " + MEGABYTES
                    + " MB to start; give it more, as in CLADE_OPTS=-Xmx2g.");
        }
        return Optional.empty();
    }

    private static long files() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
        } catch (JMException | LinkageError e) {
            return Long.MAX_VALUE; // Windows has no such limit
        }
    }
}

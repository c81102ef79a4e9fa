package org.clade.launcher;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** The resources of this process. If Clade does not start, a lack of them is the likely reason. */
final class Resources {

    private static final long FILES = 512;
    private static final long MEGABYTE = 1 << 20;
    private static final long MEGABYTES = 64;

    /** The collector needs a part of {@value #MEGABYTES} MB for itself. */
    private static final long LEAST_MEGABYTES = 48;

    private Resources() {}

    /** {@return a sentence about the missing resource; empty if there are enough} */
    static Optional<String> shortage() {
        return shortage(files(), Runtime.getRuntime().maxMemory());
    }

    /**
     * Refuses to start with so little memory that the process would only collect garbage and not even react to SIGTERM.
     *
     * @throws LaunchException if there is too little
     */
    static void checkMemory() throws LaunchException {
        Optional<String> sentence = shortage(FILES, Runtime.getRuntime().maxMemory());
        if (sentence.isPresent()) {
            throw new LaunchException(sentence.get());
        }
    }

    /**
     * Describes the missing resource.
     *
     * @param files the number of files that the process may open
     * @param memory the number of bytes that Java may use
     * @return the sentence; empty if there is enough
     */
    static Optional<String> shortage(long files, long memory) {
        if (files < FILES) {
            return Optional.of("This process may open " + files + " files, and Clade needs up to " + FILES
                    + "; raise the limit with ulimit -n 1024.");
        }
        if (memory < LEAST_MEGABYTES * MEGABYTE) {
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

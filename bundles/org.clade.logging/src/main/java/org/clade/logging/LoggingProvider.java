package org.clade.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.CoreConstants;

/**
 * Logback, which writes warnings and errors to standard error. With the system property {@value #FILE} it reads its configuration from
 * that file instead; to read XML takes a tenth of a short command's time.
 */
public final class LoggingProvider extends LogbackServiceProvider {

    /** Logback's own property for a configuration file. */
    static final String FILE = "logback.configurationFile";

    /** Would warn at every start about a CUDA runtime without a driver; {@code doctor} names the devices. */
    private static final String CUDA = "ai.djl.util.cuda";

    @Override
    public void initialize() {
        if (System.getProperty(FILE) != null) {
            super.initialize();
            return;
        }
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(getMDCAdapter());
        StandardErrorAppender appender = new StandardErrorAppender();
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger(CUDA).setLevel(Level.ERROR);
        context.start();
    }
}

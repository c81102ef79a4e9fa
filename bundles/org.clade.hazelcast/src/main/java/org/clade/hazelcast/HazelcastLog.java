package org.clade.hazelcast;

import com.hazelcast.logging.AbstractLogger;
import com.hazelcast.logging.ILogger;
import com.hazelcast.logging.LogEvent;
import com.hazelcast.logging.LoggerFactory;
import java.util.logging.Level;
import org.slf4j.Logger;

/**
 * Leads Hazelcast's log to Clade's. Hazelcast warns at each start and whenever a member comes or goes, and Clade says this itself, so its
 * warnings are information here; only what it calls severe is a warning.
 */
public final class HazelcastLog implements LoggerFactory {

    /** The system property by which Hazelcast finds this class. */
    static final String PROPERTY = "hazelcast.logging.class";

    /** Made by Hazelcast. */
    public HazelcastLog() {
        // It has no state.
    }

    @Override
    public ILogger getLogger(String name) {
        return new Adapter(org.slf4j.LoggerFactory.getLogger(name));
    }

    /** One logger. */
    private static final class Adapter extends AbstractLogger {

        private final Logger log;

        Adapter(Logger log) {
            this.log = log;
        }

        @Override
        public void log(Level level, String message) {
            log(level, message, null);
        }

        @Override
        public void log(Level level, String message, Throwable thrown) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                log.warn(message, thrown);
            } else if (level.intValue() >= Level.WARNING.intValue()) {
                log.info(message, thrown);
            } else {
                log.debug(message, thrown);
            }
        }

        @Override
        @SuppressWarnings("removal") // abstract, so it must be here until Hazelcast removes it
        public void log(LogEvent event) {
            log(
                    event.getLogRecord().getLevel(),
                    event.getLogRecord().getMessage(),
                    event.getLogRecord().getThrown());
        }

        @Override
        public Level getLevel() {
            return log.isDebugEnabled() ? Level.FINE : log.isInfoEnabled() ? Level.WARNING : Level.SEVERE;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level != Level.OFF && level.intValue() >= getLevel().intValue();
        }
    }
}

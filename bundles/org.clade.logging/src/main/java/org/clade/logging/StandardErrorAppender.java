package org.clade.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/** Writes each event to the present {@link System#err}. The layout is made for the first event, since most processes have none. */
final class StandardErrorAppender extends AppenderBase<ILoggingEvent> {

    /** The logger {@code run} has the warnings of a run, which are for people: a level and a class would tell them nothing. */
    private static final String PATTERN = "%replace(%level %logger{0}){'^WARN run$', 'Warning'}: %msg%n%rEx{0}";

    private PatternLayout layout;

    @Override
    protected void append(ILoggingEvent event) { // one thread at a time
        if (layout == null) {
            layout = new PatternLayout();
            layout.setContext(getContext());
            layout.setPattern(PATTERN);
            layout.start();
        }
        System.err.print(layout.doLayout(event));
    }
}

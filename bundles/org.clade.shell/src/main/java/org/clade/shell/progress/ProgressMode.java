package org.clade.shell.progress;

import java.time.LocalDateTime;
import org.clade.shell.context.Console;
import org.clade.shell.context.VisibleStream;

/** How progress is shown. */
public enum ProgressMode {
    /** A bar on a terminal that can be drawn over, lines otherwise. */
    AUTO,
    /** A bar that is drawn over. */
    BAR,
    /** A line now and then. */
    PLAIN,
    /** A JSON object on a line now and then. */
    JSON,
    /** Not at all. */
    NONE;

    /**
     * The display for a run.
     *
     * @param console whose error stream it is drawn on
     * @return the display
     */
    public ProgressDisplay display(Console console) {
        VisibleStream err = console.err();
        return switch (this) {
            case BAR -> new BarDisplay(err, console.screen(), LocalDateTime::now);
            case PLAIN -> new PlainDisplay(err);
            case JSON -> new JsonDisplay(err);
            case NONE -> ProgressDisplay.NONE;
            case AUTO -> console.screen().drawable() ? BAR.display(console) : PLAIN.display(console);
        };
    }
}

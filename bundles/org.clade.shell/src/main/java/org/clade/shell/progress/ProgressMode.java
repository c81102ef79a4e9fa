package org.clade.shell.progress;

import java.time.LocalDateTime;
import org.clade.shell.context.Console;
import org.clade.shell.context.VisibleStream;

/** How progress is shown. */
public enum ProgressMode {
    /** A bar on a terminal that can overwrite a line, otherwise lines. */
    AUTO,
    /** A bar. */
    BAR,
    /** A line from time to time. */
    PLAIN,
    /** A line with a JSON object from time to time. */
    JSON,
    /** No progress. */
    NONE;

    /**
     * The display for a run.
     *
     * @param console has the error stream to draw on
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

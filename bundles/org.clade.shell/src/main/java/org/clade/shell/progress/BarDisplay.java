package org.clade.shell.progress;

import java.time.LocalDateTime;
import java.util.function.Supplier;
import org.clade.api.run.RunProgress;
import org.clade.shell.context.Screen;
import org.clade.shell.context.VisibleStream;
import org.clade.shell.render.Format;

/** A bar on the last line of a terminal, with the latest scores and the expected time of the end. */
final class BarDisplay implements ProgressDisplay {

    private static final int BAR = 24;

    private final VisibleStream err;
    private final Screen screen;
    private final Supplier<LocalDateTime> clock;
    private boolean drawn;

    BarDisplay(VisibleStream err, Screen screen, Supplier<LocalDateTime> clock) {
        this.err = err;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void show(RunProgress progress) {
        int width = screen.width() > 0 ? screen.width() : 80;
        err.overwrite(line(progress, width - 1));
        drawn = true;
    }

    @Override
    public void clear() {
        if (drawn) {
            err.overwrite("");
            drawn = false;
        }
    }

    /** {@return the line, without the least important fields if the width is too small} */
    private String line(RunProgress progress, int width) {
        String time = ProgressText.endKnown(progress)
                ? Format.duration(progress.remaining()) + " left, ends " + Format.end(clock.get(), progress.remaining())
                : Format.duration(progress.elapsed());
        StringBuilder line = new StringBuilder(bar(progress.share()))
                .append(' ')
                .append(ProgressText.percent(progress))
                .append("  ")
                .append(time);
        for (String piece :
                new String[] {ProgressText.place(progress), ProgressText.scores(progress), ProgressText.speed(progress)
                }) {
            if (!piece.isEmpty() && line.length() + 2 + piece.length() <= width) {
                line.append("  ").append(piece);
            }
        }
        return line.length() <= width ? line.toString() : line.substring(0, Math.max(0, width));
    }

    private static String bar(double share) {
        int full = (int) Math.round(BAR * Math.max(0, Math.min(1, share)));
        String done = "=".repeat(full);
        String head = full < BAR ? ">" : "";
        return "[" + done + head + " ".repeat(Math.max(0, BAR - full - 1)) + "]";
    }
}

package org.clade.shell.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.run.RunProgress;
import org.clade.shell.render.Format;

/** A line when the stage changes, and every few seconds; fewer lines later in a run. */
final class PlainDisplay implements ProgressDisplay {

    private final PrintStream err;
    private final LineSchedule pace = new LineSchedule();

    PlainDisplay(PrintStream err) {
        this.err = err;
    }

    @Override
    public void show(RunProgress progress) {
        if (!pace.due(progress)) {
            return;
        }
        List<String> pieces = new ArrayList<>();
        pieces.add(Format.duration(progress.elapsed()));
        pieces.add(ProgressText.percent(progress).strip());
        pieces.add(ProgressText.place(progress));
        pieces.add(ProgressText.scores(progress));
        pieces.add(ProgressText.speed(progress));
        if (ProgressText.endKnown(progress)) {
            pieces.add(Format.duration(progress.remaining()) + " left");
        }
        pieces.removeIf(String::isEmpty);
        err.println(String.join("  ", pieces));
    }
}

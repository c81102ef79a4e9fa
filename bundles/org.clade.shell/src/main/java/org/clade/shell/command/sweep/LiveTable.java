package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepService;
import org.clade.shell.context.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the trials of a sweep on the last lines of a terminal, and lines of text above them. In a file or a pipe there are lines of text
 * alone.
 */
final class LiveTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTable.class);
    private static final int ROWS = 12;
    private static final int WIDTH = 80;
    private static final long PERIOD_SECONDS = 2;

    private final Context context;
    private final Path folder;
    private final SweepProgress progress;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sweep-table");
        thread.setDaemon(true);
        return thread;
    });
    private List<String> drawn = List.of();
    private boolean closed;

    /**
     * A table, which is drawn from now on if there is a terminal.
     *
     * @param context has the console
     * @param folder the sweep
     * @param progress knows when the sweep ends
     */
    LiveTable(Context context, Path folder, SweepProgress progress) {
        this.context = context;
        this.folder = folder;
        this.progress = progress;
        if (context.console().screen().drawable()) {
            timer.scheduleWithFixedDelay(this::refresh, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void refresh() {
        try {
            SweepService sweeps = context.services().get(SweepService.class);
            SweepReport report = sweeps.report(folder);
            int screen = context.console().screen().width();
            draw(new TrialTable(report, sweeps.progress(folder))
                    .lines(ROWS, (screen > 0 ? screen : WIDTH) - 1, progress.end(report)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // the next drawing may succeed; the sweep itself goes on
            LOG.debug("The table was not drawn", e);
        }
    }

    private synchronized void draw(List<String> lines) {
        if (!closed && !lines.equals(drawn)) {
            context.console().err().overwrite(Math.max(1, drawn.size()), lines);
            drawn = lines;
        }
    }

    /** Prints a line above the table. */
    synchronized void say(String line) {
        clear();
        context.console().err().println(line);
        context.console().err().flush();
    }

    private void clear() {
        if (!drawn.isEmpty()) {
            context.console().err().overwrite(drawn.size(), List.of(""));
            drawn = List.of();
        }
    }

    /** Takes the table away; nothing is drawn afterwards. */
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            closed = true;
            clear();
        }
    }
}

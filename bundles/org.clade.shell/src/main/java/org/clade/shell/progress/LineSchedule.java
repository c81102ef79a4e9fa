package org.clade.shell.progress;

import org.clade.api.run.RunProgress;

/**
 * Decides when to print another line: at once when the stage changes; after five seconds if there is news; otherwise
 * after fifteen, as a sign of life. These times grow during a run, so that a long run does not fill the screen.
 */
final class LineSchedule {

    private static final double STAGE_SECONDS = 1;
    private static final double NEWS_SECONDS = 5;
    private static final double LIFE_SECONDS = 15;
    private static final double SHARE = 1.0 / 20;

    private RunProgress written;

    /** {@return whether to print a line, which then counts as printed} */
    boolean due(RunProgress progress) {
        if (written != null && progress.elapsed() - written.elapsed() < interval(progress)) {
            return false;
        }
        written = progress;
        return true;
    }

    private double interval(RunProgress progress) {
        if (!progress.stage().equals(written.stage())) {
            return STAGE_SECONDS;
        }
        boolean news = progress.epoch() != written.epoch()
                || progress.round() != written.round()
                || progress.count().done() != written.count().done()
                || !progress.latest().equals(written.latest());
        return Math.max(news ? NEWS_SECONDS : LIFE_SECONDS, progress.elapsed() * SHARE);
    }
}

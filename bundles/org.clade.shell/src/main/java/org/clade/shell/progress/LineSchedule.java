package org.clade.shell.progress;

import org.clade.api.run.RunProgress;

/**
 * Says when another line is due: at once when the stage changes; after five seconds where there is news; after fifteen where
 * there is none, as a sign of life. Later in a run each of these takes longer, so that a long run does not fill the screen.
 */
final class LineSchedule {

    private static final double STAGE_SECONDS = 1;
    private static final double NEWS_SECONDS = 5;
    private static final double LIFE_SECONDS = 15;
    private static final double SHARE = 1.0 / 20;

    private RunProgress written;

    /** {@return whether a line is due, which then counts as written} */
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

package org.clade.shell.progress;

import org.clade.api.run.RunProgress;

/** Says when another line is due: when the stage changes, every five seconds, later every twentieth of the time so far. */
final class Pace {

    private static final double LEAST_SECONDS = 5;
    private static final double SHARE = 1.0 / 20;

    private String stage = "";
    private double last = Double.NEGATIVE_INFINITY;

    /** {@return whether a line is due, which then counts as written} */
    boolean due(RunProgress progress) {
        double interval = Math.max(LEAST_SECONDS, progress.elapsed() * SHARE);
        boolean fresh = !progress.stage().equals(stage) && progress.elapsed() - last >= 1;
        if (!fresh && progress.elapsed() - last < interval) {
            return false;
        }
        stage = progress.stage();
        last = progress.elapsed();
        return true;
    }
}

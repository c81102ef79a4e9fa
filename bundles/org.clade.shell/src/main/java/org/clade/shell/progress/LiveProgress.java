package org.clade.shell.progress;

import java.util.function.LongSupplier;
import org.clade.api.run.RunProgress;

/** Updates the time between two reports of a run, which come after a large batch or an evaluation. */
final class LiveProgress {

    private final LongSupplier nanos;
    private RunProgress reported;
    private long since;

    /**
     * Starts with no report.
     *
     * @param nanos the time, in nanoseconds
     */
    LiveProgress(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** {@return the last report with the present time} */
    RunProgress now(RunProgress report) {
        if (!report.equals(reported)) {
            reported = report;
            since = nanos.getAsLong();
        }
        double more = (nanos.getAsLong() - since) / 1e9;
        boolean known = ProgressText.endKnown(report) && report.remaining() > 0;
        double step = known ? (1 - report.share()) * Math.min(1, more / report.remaining()) : 0;
        return report.withTime(
                report.share() + step,
                report.elapsed() + more,
                known ? Math.max(0, report.remaining() - more) : report.remaining());
    }
}

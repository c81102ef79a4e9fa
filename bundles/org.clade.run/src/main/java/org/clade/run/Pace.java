package org.clade.run;

/**
 * How fast work goes on, as seen since this process has worked on it: what an earlier one did, before the run was stopped and resumed, may
 * have been slower or faster.
 */
final class Pace {

    private boolean begun;
    private double firstShare;
    private double firstSeconds;

    /**
     * Looks at the work.
     *
     * @param share the share that is done, above 0
     * @param seconds how long it took, earlier processes counted
     * @return how many seconds the rest will take
     */
    double remaining(double share, double seconds) {
        if (!begun) {
            begun = true;
            firstShare = share;
            firstSeconds = seconds;
        }
        double seen = share - firstShare;
        double whole = seen > 0 ? (seconds - firstSeconds) / seen : seconds / share;
        return whole * (1 - share);
    }
}

package org.clade.run.progress;

/**
 * Estimates how long work takes from what was measured since an anchor. A caller sets the anchor again when work of another
 * kind begins, so that the speed of the old kind no longer counts.
 */
public final class EtaEstimator {

    private boolean anchored;
    private double firstUnits;
    private double firstSeconds;
    private double rate = -1;

    /**
     * Measures from here on. Until more work is done, the earlier rate is kept.
     *
     * @param units of work done
     * @param seconds the time now
     */
    public void anchor(double units, double seconds) {
        anchored = true;
        firstUnits = units;
        firstSeconds = seconds;
    }

    /** {@return whether there is an anchor} */
    public boolean anchored() {
        return anchored;
    }

    /**
     * Measures.
     *
     * @param units of work done
     * @param seconds the time now
     */
    public void measure(double units, double seconds) {
        double seen = units - firstUnits;
        if (anchored && seen > 0) {
            rate = (seconds - firstSeconds) / seen;
        } else if (seen < 0) { // the run went back to a checkpoint
            anchor(units, seconds);
        }
    }

    /**
     * Estimates the time for work.
     *
     * @param units of work
     * @return seconds; negative while unknown
     */
    public double seconds(double units) {
        return rate < 0 ? -1 : rate * Math.max(0, units);
    }
}

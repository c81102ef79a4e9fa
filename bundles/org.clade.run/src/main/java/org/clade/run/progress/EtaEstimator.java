package org.clade.run.progress;

/**
 * Estimates the time for work from measurements since an anchor. A caller sets the anchor again when work of another kind
 * begins, so that the speed of the old kind no longer counts.
 */
public final class EtaEstimator {

    private boolean anchored;
    private double firstUnits;
    private double firstSeconds;
    private double rate = -1;

    /**
     * Sets the anchor here. The earlier rate stays valid until more work is done.
     *
     * @param units of work done
     * @param seconds the current time
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
     * @param seconds the current time
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

package org.clade.engine.tuning;

/**
 * Whether threads that wait for each other may spin: as long as every one of them gets a processor when it wants one. Where
 * one has to queue, the others would spin for it on processors that somebody else needs.
 *
 * <p>Spinning begins again after a while of calm, which is doubled each time that the crowd was back soon.
 */
final class SpinPolicy {

    /** Parts of a thread's time in the queue. Two threads on two processors: below .1 alone, above .35 beside one busy process. */
    private static final double CROWDED = .25;

    private static final double CALM = .15;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;
    private static final int SOON = 10;

    private boolean allowed = true;
    private int calm;
    private int wanted = SHORTEST;
    private int since = SOON;

    /**
     * Takes one look into account.
     *
     * @param waited the part of its time (0 to 1) that a thread waited for a processor since the look before
     * @return whether threads may spin from now on
     */
    boolean after(double waited) {
        if (allowed) {
            since++;
            if (waited > CROWDED) {
                wanted = since > SOON ? SHORTEST : Math.min(2 * wanted, LONGEST);
                allowed = false;
                calm = 0;
            }
        } else {
            calm = waited < CALM ? calm + 1 : 0;
            if (calm == wanted) {
                allowed = true;
                since = 0;
            }
        }
        return allowed;
    }
}

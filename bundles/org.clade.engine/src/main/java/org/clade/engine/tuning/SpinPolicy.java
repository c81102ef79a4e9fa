package org.clade.engine.tuning;

/**
 * Whether threads that wait for each other may spin. They may while each of them gets a processor when it wants one. If one has to
 * queue, the others would spin on processors that other threads need.
 *
 * <p>Spinning begins again after some calm seconds; each time that the processors are crowded again soon, twice as many are needed.
 */
final class SpinPolicy {

    /** Fraction of its time that a thread queues. Two threads on two processors: below 0.1 alone, above 0.35 with one busy process more. */
    private static final double CROWDED = 0.25;

    private static final double CALM = 0.15;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;
    private static final int SOON = 10;

    private boolean allowed = true;
    private int calm;
    private int wanted = SHORTEST;
    private int since = SOON;

    /**
     * Takes one measurement into account.
     *
     * @param waited the fraction of its time (0 to 1) that a thread waited for a processor since the last measurement
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

package org.clade.api.sweep;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/** Is told what happens in a search. */
@ConsumerType
public interface TuneListener extends SweepListener {

    /**
     * Called when a round begins or goes on.
     *
     * @param round its number, from 1
     * @param rounds how many there are
     * @param candidates its candidates
     * @param batches large batches of each training
     * @param until when its trainings end at the latest
     */
    void round(int round, int rounds, int candidates, int batches, Instant until);

    /**
     * Called when the candidates of a round are scored.
     *
     * @param finished candidates that finished it with all seeds
     * @param kept those that go on
     */
    void scored(int finished, int kept);
}

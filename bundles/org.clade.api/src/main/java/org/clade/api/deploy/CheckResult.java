package org.clade.api.deploy;

/**
 * A promise of a part's contract that was put to the test.
 *
 * @param promise the promise in a few words
 * @param finding how it is broken, one sentence; empty where it is kept
 * @param seconds how long the trial took
 */
public record CheckResult(String promise, String finding, double seconds) {

    /** {@return whether the part keeps it} */
    public boolean kept() {
        return finding.isEmpty();
    }
}

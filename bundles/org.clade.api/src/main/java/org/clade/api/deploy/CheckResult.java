package org.clade.api.deploy;

/**
 * The check of one promise of a part's contract.
 *
 * @param promise the promise in a few words
 * @param finding how the part breaks it, one sentence; empty if the part keeps it
 * @param seconds how long the check took
 */
public record CheckResult(String promise, String finding, double seconds) {

    /** {@return whether the part keeps the promise} */
    public boolean kept() {
        return finding.isEmpty();
    }
}

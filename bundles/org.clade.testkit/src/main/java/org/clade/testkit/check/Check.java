package org.clade.testkit.check;

import java.util.Optional;

/**
 * One promise of a contract, with its check.
 *
 * @param promise the promise in a few words, for instance {@code the loss is finite at the edges}
 * @param trial checks it; a throwable means that it is broken
 */
public record Check(String promise, Runnable trial) {

    /** {@return how the part breaks the promise, in one sentence; empty if it keeps it} */
    public Optional<String> finding() {
        try {
            trial.run();
            return Optional.empty();
        } catch (ContractViolationException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return Optional.of("It threw " + e);
        }
    }
}

package org.clade.testkit.check;

import java.util.Optional;

/**
 * One promise of a contract, ready to be put to the test.
 *
 * @param promise the promise in a few words, for instance {@code the loss is finite at the edges}
 * @param trial tries it; a throwable says that it is broken
 */
public record Check(String promise, Runnable trial) {

    /** {@return one sentence about how the promise is broken, or nothing if it is kept} */
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

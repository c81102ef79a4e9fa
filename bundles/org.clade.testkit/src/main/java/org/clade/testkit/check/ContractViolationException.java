package org.clade.testkit.check;

/** Thrown when a part breaks its contract; the message says in one sentence what it does instead. */
public final class ContractViolationException extends AssertionError {

    private static final long serialVersionUID = 1L;

    ContractViolationException(String sentence) {
        super(sentence);
    }

    /**
     * Requires a condition.
     *
     * @param kept whether the condition holds
     * @param sentence the message if it does not, a format of {@link String#format}
     * @param arguments the arguments of the format
     */
    static void unless(boolean kept, String sentence, Object... arguments) {
        if (!kept) {
            throw new ContractViolationException(sentence.formatted(arguments));
        }
    }
}

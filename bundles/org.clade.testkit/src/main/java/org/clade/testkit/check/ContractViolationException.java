package org.clade.testkit.check;

/** A part does not do what its contract says; the message is one sentence about what it does instead. */
public final class ContractViolationException extends AssertionError {

    private static final long serialVersionUID = 1L;

    ContractViolationException(String sentence) {
        super(sentence);
    }

    /**
     * Insists on something.
     *
     * @param kept whether it is so
     * @param sentence what is the case where it is not so, with the places of {@link String#format}
     * @param arguments for the places
     */
    static void unless(boolean kept, String sentence, Object... arguments) {
        if (!kept) {
            throw new ContractViolationException(sentence.formatted(arguments));
        }
    }
}

package org.clade.tests.product;

/** Runs commands of Clade in a folder and returns their outcome. */
interface Commands {
    /**
     * Runs a command.
     *
     * @param words the command and its arguments
     * @return its outcome, after its end
     */
    Outcome run(String... words);
}

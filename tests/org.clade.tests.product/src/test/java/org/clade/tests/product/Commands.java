package org.clade.tests.product;

/** Runs commands of Clade in a folder and tells what they leave. */
interface Commands {
    /**
     * Runs a command.
     *
     * @param words the command and its arguments
     * @return what it leaves, once it has ended
     */
    Outcome run(String... words);
}

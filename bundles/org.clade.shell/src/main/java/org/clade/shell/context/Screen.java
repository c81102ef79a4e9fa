package org.clade.shell.context;

/** The screen of an output stream. */
public interface Screen {

    /** No screen: a file or a pipe. */
    Screen NONE = new Screen() {
        @Override
        public boolean terminal() {
            return false;
        }

        @Override
        public int width() {
            return 0;
        }
    };

    /** {@return whether it is a terminal} */
    boolean terminal();

    /** {@return whether a line can be overwritten} */
    default boolean drawable() {
        return terminal();
    }

    /** {@return its present columns; 0 if unknown} */
    int width();
}

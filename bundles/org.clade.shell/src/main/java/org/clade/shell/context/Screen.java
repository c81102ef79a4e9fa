package org.clade.shell.context;

/** What progress is shown on. */
public interface Screen {

    /** The screen that is none: a file or a pipe. */
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

    /** {@return whether a person looks at it} */
    boolean terminal();

    /** {@return whether a line can be drawn over} */
    default boolean drawable() {
        return terminal();
    }

    /** {@return its columns now; 0 where that is not known} */
    int width();
}

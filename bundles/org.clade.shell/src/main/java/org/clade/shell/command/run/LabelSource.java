package org.clade.shell.command.run;

/** What the folders of images are to {@code cluster}. */
enum LabelSource {
    /** Nothing. */
    NONE,
    /** The images' labels, which only score. */
    FOLDERS
}

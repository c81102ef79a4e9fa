package org.clade.data;

import java.util.Arrays;

/** What the folders of an image set are. */
enum FolderLabels {
    /** Classes. */
    FOLDERS,
    /** Nothing: the images in them have no labels. */
    NONE;

    /** {@return whether a text is one of these words} */
    static boolean isWord(String text) {
        return Arrays.stream(values()).anyMatch(word -> word.name().equalsIgnoreCase(text));
    }
}

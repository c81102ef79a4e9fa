package org.clade.data;

/** What the folders of an image set are. */
enum FolderLabels {
    /** Classes. */
    FOLDERS,
    /** Nothing: the images in them have no labels. */
    NONE
}

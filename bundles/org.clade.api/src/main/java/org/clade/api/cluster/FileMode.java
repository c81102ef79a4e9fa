package org.clade.api.cluster;

/** How an image file gets into its cluster's folder. */
public enum FileMode {
    /** As a symbolic link, or as a copy if the file system refuses links. */
    LINK,
    /** As a copy. */
    COPY,
    /** Not at all. */
    NONE
}

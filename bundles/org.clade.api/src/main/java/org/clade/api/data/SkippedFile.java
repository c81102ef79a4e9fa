package org.clade.api.data;

/**
 * An image file that is not part of a set, since it cannot be read.
 *
 * @param item its path, relative to the data folder
 * @param reason what it is, going on from its name: {@code is cut short}
 */
public record SkippedFile(String item, String reason) {}

package org.clade.api.data;

/**
 * An image file that the set skips because it cannot be read.
 *
 * @param item its path, relative to the data folder
 * @param reason what is wrong, as it follows the name in a message: {@code is cut short}
 */
public record SkippedFile(String item, String reason) {}

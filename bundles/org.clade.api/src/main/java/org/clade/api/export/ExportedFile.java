package org.clade.api.export;

import java.nio.file.Path;

/**
 * A file that an export has written.
 *
 * @param format its format
 * @param file the file, or the folder of the clusters' folders
 * @param content what it holds, in a few words
 */
public record ExportedFile(ExportFormat format, Path file, String content) {}

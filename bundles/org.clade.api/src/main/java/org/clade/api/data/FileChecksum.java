package org.clade.api.data;

/**
 * A file of a set and the same file as it was published.
 *
 * @param set what the published set is called, for instance {@code MNIST}
 * @param file the file
 * @param expected the MD5 of the published file's content, unpacked, in hexadecimal digits
 * @param found the MD5 of this file's content
 */
public record FileChecksum(String set, String file, String expected, String found) {

    /** {@return whether both have the same content} */
    public boolean equal() {
        return expected.equals(found);
    }
}

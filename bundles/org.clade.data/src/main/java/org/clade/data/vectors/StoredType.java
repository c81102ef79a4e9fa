package org.clade.data.vectors;

/** The type of a file's values where the file itself does not name it. */
enum StoredType {
    /** The type that the file names. */
    AUTO,
    /** The upper half of float32, which NumPy writes without a name. */
    BFLOAT16
}

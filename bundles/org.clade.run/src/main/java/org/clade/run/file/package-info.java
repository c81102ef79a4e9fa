/** Files of a run folder: written atomically or appended, checked by checksums, refused by name if damaged. */
package org.clade.run.file;

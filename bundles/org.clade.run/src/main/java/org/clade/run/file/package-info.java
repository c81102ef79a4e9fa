/** Files of a run folder: written whole or appended, checked by their sums, and refused by name where they are damaged. */
package org.clade.run.file;

/** The files of image sets that hold many images each: opened, unpacked, checked, and read record by record. */
package org.clade.data.file;

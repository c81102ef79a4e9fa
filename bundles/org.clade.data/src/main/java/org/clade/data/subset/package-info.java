/** Versions of image sets with fewer images or classes, as in studies of the papers. */
package org.clade.data.subset;

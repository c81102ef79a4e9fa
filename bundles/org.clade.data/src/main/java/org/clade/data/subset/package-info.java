/** Versions of image sets with fewer images or classes, as the papers study them. */
package org.clade.data.subset;

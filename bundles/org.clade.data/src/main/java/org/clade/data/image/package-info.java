/** Decoding of image files: formats by content, bounded memory, and a reason in words for each file that cannot be read. */
package org.clade.data.image;

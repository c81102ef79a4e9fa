/** Resizing of images. */
package org.clade.data.resize;

/** Folders of image files: what stands in them, what is left out, and what their names say. */
package org.clade.data.folder;

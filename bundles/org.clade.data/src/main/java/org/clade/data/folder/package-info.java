/** Folders of image files: their files, left-out files, and the meaning of names. */
package org.clade.data.folder;

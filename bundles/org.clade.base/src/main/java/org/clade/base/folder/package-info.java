/** Watched folders and stamps of files. */
package org.clade.base.folder;

/** Folders that are looked at again and again, and how a changed file is told from the same file. */
package org.clade.base.folder;

/** Writing, locking and checking a run folder's files. No class here knows what a run is. */
package org.clade.run.folder;

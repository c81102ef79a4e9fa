/** How a run folder's files are written, locked and checked. Nothing here knows what a run is. */
package org.clade.run.folder;

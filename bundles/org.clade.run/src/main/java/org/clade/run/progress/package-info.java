/** How far a run is, how long the rest takes, and what it warns of. */
package org.clade.run.progress;

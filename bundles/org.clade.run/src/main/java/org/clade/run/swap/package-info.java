/** Parts replaced in a running run: requests, bundle updates, trial and rollback. */
package org.clade.run.swap;
